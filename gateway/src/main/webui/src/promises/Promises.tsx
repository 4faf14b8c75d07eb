import { Alert, Anchor, Button, Group, Paper, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { date } from '../language/format';
import { word } from '../language/language';
import { Person } from '../people/Person';
import { Acts } from '../records/Acts';
import { actsOf } from '../records/actsOf';
import { kinds, mayCreate } from '../records/kinds';
import { Reference, Status } from '../records/value';

const MOST = 100;

/** What was promised to a customer or in a deal, whether it was kept, and a line to add to it. */
export function Promises({ account, opportunity }: { account?: string; opportunity?: string }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const filter = opportunity ? `opportunityId==${opportunity}` : `accountId==${account}`;
  const { data, error } = useQuery({ queryKey: ['list', 'commitments', filter], queryFn: ({ signal }) => read<Page>(`/commitments${query({ filter, sort: 'dueOn', limit: MOST })}`, signal) });
  if (error) {
    return <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert>;
  }
  return (
    <Stack gap="sm">
      {me && mayCreate(kinds.commitments!, me.roles) && <NewPromise of={opportunity ? { opportunityId: opportunity } : { accountId: account }} />}
      {!data ? <Skeleton height={60} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('promise.none')}</Text> : data.items.map((promise) => <PromiseLine key={String(promise.id)} promise={promise} withDeal={!opportunity} />)}
    </Stack>
  );
}

function PromiseLine({ promise, withDeal }: { promise: Json; withDeal: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const late = promise.status === 'OPEN' && String(promise.dueOn) < new Date().toISOString().slice(0, 10);
  return (
    <Paper withBorder p="xs">
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Anchor component={Link} to={`/commitments/${promise.id}`} size="sm" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{String(promise.what)}</Anchor>
        <Status value={promise.status} />
      </Group>
      <Text size="xs" c={late ? 'red' : 'dimmed'}>{t('promise.due', { day: date(promise.dueOn) })}{Boolean(promise.owner) && <> · <Person login={String(promise.owner)} /></>}{promise.bindingSince || promise.status !== 'OPEN' ? '' : ` · ${t('promise.ifWon')}`}</Text>
      {promise.outcome ? <Text size="xs" style={{ overflowWrap: 'anywhere' }}>{String(promise.outcome)}</Text> : null}
      {withDeal && promise.opportunityId ? <Reference collection="opportunities" id={String(promise.opportunityId)} /> : null}
      {me && <Group gap={6} mt={6}><Acts path={`/commitments/${promise.id}`} acts={actsOf('commitments', promise, me.login, me.roles)} size="compact-xs" offered={false} onDone={() => void client.invalidateQueries({ queryKey: ['list', 'commitments'] })} /></Group>}
    </Paper>
  );
}

function NewPromise({ of }: { of: Json }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [what, setWhat] = useState('');
  const [dueOn, setDueOn] = useState('');
  const make = useMutation({
    mutationFn: () => post('/commitments', { ...of, what: what.trim(), dueOn }),
    onSuccess: () => { setWhat(''); setDueOn(''); void client.invalidateQueries({ queryKey: ['list', 'commitments'] }); },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (what.trim() && dueOn) { make.mutate(); } }}>
      <Group align="flex-end" gap="xs">
        <TextInput label={t('promise.what')} value={what} onChange={(event) => setWhat(event.currentTarget.value)} required maxLength={2000} style={{ flex: 2, minWidth: 180 }} />
        <TextInput type="date" label={word('dueOn')} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} required />
        <Button type="submit" loading={make.isPending}>{t('promise.add')}</Button>
      </Group>
    </form>
  );
}
