import { Anchor, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { post, query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { ago, moment } from '../language/format';
import { word } from '../language/language';
import type { Kind } from '../records/kinds';
import { Fault } from '../app/Fault';
import { LogForm } from './LogForm';

/** What was done and is to be done about a record, with a line to add to it. */
export function RelatedActivities({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation();
  const key = ['list', 'activities', 'about', id];
  const { data, error } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<Page>(`/activities${query({ filter: `relatedTo==${kind.name}:${id}`, sort: '-createdAt', limit: 50 })}`, signal) });
  return (
    <Stack gap="sm">
      <LogForm about={{ type: kind.name, id }} />
      {!data ? error ? <Fault of={error} /> : <Skeleton height={60} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('activity.none')}</Text> : data.items.map((activity) => <ActivityLine key={String(activity.id)} activity={activity} />)}
    </Stack>
  );
}

/** An activity in one line; what is to be done is ticked off here. */
export function ActivityLine({ activity }: { activity: Json }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const done = activity.status === 'COMPLETED';
  const complete = () => post(`/activities/${activity.id}/completion`, {}).then(
    () => client.invalidateQueries({ queryKey: ['list', 'activities'] }),
    (fault) => notifications.show({ color: 'red', ...explain(fault) }));
  const overdue = !done && activity.dueAt && new Date(String(activity.dueAt)).getTime() < Date.now();
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Checkbox size="sm" mt={2} checked={done} disabled={done || activity.status === 'CANCELLED'} onChange={() => void complete()} aria-label={t('activity.complete', { name: String(activity.subject) })} />
      <div style={{ minWidth: 0 }}>
        <Anchor component={Link} to={`/activities/${activity.id}`} size="sm" td={done ? 'line-through' : undefined} style={{ overflowWrap: 'anywhere' }}>{String(activity.subject)}</Anchor>
        <Text size="xs" c={overdue ? 'red' : 'dimmed'}>{word(String(activity.type), 'value')} · {activity.dueAt ? t('activity.due', { when: ago(activity.dueAt) }) : moment(activity.startsAt ?? activity.createdAt)}{activity.owner && activity.owner !== me?.login ? ` · ${activity.owner}` : ''}</Text>
      </div>
    </Group>
  );
}
