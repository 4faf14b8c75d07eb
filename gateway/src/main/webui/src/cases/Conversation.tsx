import { Badge, Button, Checkbox, Group, Paper, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, read } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { Fault } from '../app/Fault';
import { moment } from '../language/format';
import { Person } from '../people/Person';
import { kinds, mayChange, mayCreate } from '../records/kinds';

interface Comment {
  id: string;
  visibility: 'PUBLIC' | 'INTERNAL';
  fromCustomer: boolean;
  author: string;
  text: string;
  createdAt: string;
}

/** What was said about a case, to the customer and among ourselves. */
export function Conversation({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const key = ['comments', id];
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(false);
  const { data: me } = useMe();
  // who tells of cases and does not work on them speaks among us only
  const toCustomer = mayChange(kinds.cases!, me?.roles);
  const internal = checked || !toCustomer;
  const { data, error } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<{ items: Comment[] }>(`/cases/${id}/comments?limit=100`, signal) });
  const say = useMutation({
    mutationFn: () => post(`/cases/${id}/comments`, { text, visibility: internal ? 'INTERNAL' : 'PUBLIC' }),
    onSuccess: () => { setText(''); void client.invalidateQueries({ queryKey: key }); void client.invalidateQueries({ queryKey: ['record', 'cases', id] }); },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return (
    <Stack gap="sm">
      {!data ? error ? <Fault of={error} /> : <Skeleton height={80} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('case.nothingSaid')}</Text> : data.items.map((comment) => (
        <Paper key={comment.id} withBorder p="xs" bg={comment.visibility === 'INTERNAL' ? 'var(--mantine-color-yellow-light)' : undefined}>
          <Group gap="xs"><Text size="xs" fw={600}><Person login={comment.author} /></Text><Text size="xs" {...(comment.visibility === 'INTERNAL' ? {} : { c: 'dimmed' })}>{moment(comment.createdAt)}</Text>{comment.visibility === 'INTERNAL' && <Badge size="xs" color="yellow" tt="none" autoContrast>{t('case.internal')}</Badge>}</Group>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{comment.text}</Text>
        </Paper>
      ))}
      {(toCustomer || mayCreate(kinds.cases!, me?.roles)) && <form onSubmit={(event) => { event.preventDefault(); if (text.trim()) { say.mutate(); } }}>
        <Textarea label={t('case.answer')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={2} maxRows={10} />
        <Group justify="space-between" mt="xs"><Checkbox label={t('case.onlyUs')} checked={internal} disabled={!toCustomer} onChange={(event) => setChecked(event.currentTarget.checked)} /><Button type="submit" size="sm" loading={say.isPending} disabled={!text.trim()}>{t('case.send')}</Button></Group>
      </form>}
    </Stack>
  );
}
