import { Anchor, Checkbox, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { post, query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { undoable } from '../app/undo';
import { ago, moment } from '../language/format';
import { task, word } from '../language/language';
import { kinds, mayChange, mayCreate, type Kind } from '../records/kinds';
import { Person } from '../people/Person';
import { Fault } from '../app/Fault';
import { LogForm } from './LogForm';

/** What was done and is to be done about a record, with a line to add to it. */
export function RelatedActivities({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const key = ['list', 'activities', 'about', id];
  const { data, error } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<Page>(`/activities${query({ filter: `relatedTo==${kind.name}:${id}`, sort: '-createdAt', limit: 50 })}`, signal) });
  return (
    <Stack gap="sm">
      {mayCreate(kinds.activities!, me?.roles) && <LogForm about={{ type: kind.name, id }} />}
      {!data ? error ? <Fault of={error} /> : <Skeleton height={60} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('activity.none')}</Text> : data.items.map((activity) => <ActivityLine key={String(activity.id)} activity={activity} />)}
    </Stack>
  );
}

/** An activity in one line; what is to be done is ticked off here, and opened again by whoever did not mean it. */
export function ActivityLine({ activity }: { activity: Json }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const done = activity.status === 'COMPLETED';
  const name = task(String(activity.subject));
  const act = (path: string) => post(`/activities/${activity.id}/${path}`, {}).finally(() => client.invalidateQueries({ queryKey: ['list', 'activities'] }));
  const refused = (fault: unknown) => notifications.show({ color: 'red', ...explain(fault) });
  const tick = () => (done ? act('reopening').catch(refused) : act('completion').then(() => undoable(t('activity.complete', { name }), () => act('reopening')), refused));
  const overdue = !done && activity.dueAt && new Date(String(activity.dueAt)).getTime() < Date.now();
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Checkbox size="sm" mt={2} checked={done} disabled={activity.status === 'CANCELLED' || !mayChange(kinds.activities!, me?.roles)} onChange={() => void tick()} aria-label={t('activity.complete', { name })} />
      <div style={{ minWidth: 0 }}>
        <Anchor component={Link} to={`/activities/${activity.id}`} size="sm" td={done ? 'line-through' : undefined} lh="24px" display="inline-block" style={{ overflowWrap: 'anywhere' }}>{name}</Anchor>
        <Text size="xs" c={overdue ? 'red' : 'dimmed'}>{word(String(activity.type), 'value')} · {activity.dueAt ? t('activity.due', { when: ago(activity.dueAt) }) : moment(activity.startsAt ?? activity.createdAt)}{Boolean(activity.owner) && activity.owner !== me?.login && <> · <Person login={String(activity.owner)} /></>}</Text>
      </div>
    </Group>
  );
}
