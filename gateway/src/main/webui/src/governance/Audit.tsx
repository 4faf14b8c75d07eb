import { Alert, Button, Group, Paper, Skeleton, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read } from '../api/client';
import { explain } from '../app/explain';
import stacked from '../app/stacked.module.css';
import { inWords } from '../language/changes';
import { moment, number } from '../language/format';
import { word } from '../language/language';
import { Person } from '../people/Person';
import { collectionOf, fieldOf, kinds } from '../records/kinds';
import { isNamed, Reference, toRead, Value } from '../records/value';

interface Entry {
  position: number;
  id: string;
  type: string;
  service: string;
  recordType: string;
  recordId: string;
  at: string;
  actor: string;
  onBehalfOf?: string;
  changes: { field: string; from?: unknown; to?: unknown }[];
}

interface Verification {
  intact: boolean;
  checked: number;
  next?: number;
  hash?: string;
  fault?: { position: number; kind: string; detail?: string };
}

/** Walks the whole chain, part by part, and stops at the first row that does not hold. */
export async function verify(ask: (path: string) => Promise<Verification>, progress: (checked: number) => void): Promise<Verification> {
  let checked = 0;
  let part = await ask('/audit/verification');
  checked += part.checked;
  progress(checked);
  while (part.intact && part.next) {
    part = await ask(`/audit/verification${query({ from: part.next, before: part.hash })}`);
    checked += part.checked;
    progress(checked);
  }
  return { ...part, checked };
}

/** A value as people read it; who, which team and which other record by their names. */
function Told({ collection, name, value }: { collection: string | undefined; name: string; value: unknown }) {
  const field = collection ? fieldOf(kinds[collection]!, name) : undefined;
  return field && value && isNamed(field) ? <Value field={field} record={{ [name]: value }} /> : <>{inWords(value)}</>;
}

/** Who did what in all services, and whether what is written down is still what it was. */
export function Audit() {
  const { t } = useTranslation();
  const [actor, setActor] = useState('');
  const [asked, setAsked] = useState('');
  const [checked, setChecked] = useState(0);
  const list = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) => read<{ items: Entry[]; nextCursor: string | null }>(`/audit${query({ actor: asked, limit: 50, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const check = useMutation({
    mutationFn: () => verify((path) => read<Verification>(path), setChecked),
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h3">{t('audit.title')}</Title>
        <Button onClick={() => check.mutate()} loading={check.isPending}>{t('audit.verify')}</Button>
      </Group>
      {check.isPending && <Text size="sm" role="status">{t('audit.checking', { count: checked })}</Text>}
      {check.data && (check.data.intact
        ? <Alert color="green" title={t('audit.intact')}>{t('audit.checked', { count: checked, number: number(checked) })}</Alert>
        : <Alert color="red" title={t('audit.broken')}>{t('audit.where', { position: check.data.fault?.position ?? '?' })} {check.data.fault?.detail}</Alert>)}
      <form onSubmit={(event) => { event.preventDefault(); setAsked(actor.trim()); }}>
        <Group align="flex-end"><TextInput label={t('audit.actor')} value={actor} onChange={(event) => setActor(event.currentTarget.value)} /><Button type="submit" variant="default">{t('list.search')}</Button></Group>
      </form>
      {list.isError ? <Alert color="red" title={explain(list.error).title}>{explain(list.error).message}</Alert> : !list.data ? <Skeleton height={300} /> : list.data.pages[0]?.items.length === 0 ? <Text size="sm" c="dimmed">{t(asked ? 'audit.nobody' : 'audit.none')}</Text> : (
        <Paper withBorder style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('audit.title')}>
          <Table className={stacked.table}>
            <Table.Thead><Table.Tr><Table.Th>{t('audit.when')}</Table.Th><Table.Th>{t('audit.actor')}</Table.Th><Table.Th>{t('audit.what')}</Table.Th><Table.Th>{t('audit.record')}</Table.Th><Table.Th>{t('audit.changes')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {list.data.pages.flatMap((page) => page.items).map((entry) => {
                const collection = collectionOf(entry.recordType);
                return (
                  <Table.Tr key={entry.id}>
                    <Table.Td data-label={t('audit.when')} style={{ whiteSpace: 'nowrap' }}>{moment(entry.at)}</Table.Td>
                    <Table.Td data-label={t('audit.actor')}><span><Person login={entry.actor} />{entry.onBehalfOf && <>, {t('audit.onBehalfOf')} <Person login={entry.onBehalfOf} /></>}</span></Table.Td>
                    <Table.Td data-label={t('audit.what')} style={{ whiteSpace: 'nowrap' }}>{word(entry.type.replace(/^crm\.[a-z]+\.|\.v\d+$/g, '').replaceAll('-', '_').toUpperCase(), 'value')}</Table.Td>
                    <Table.Td data-label={t('audit.record')}><Group gap={4}>{collection && <Reference collection={collection} id={entry.recordId} />}<Text span size="xs" c="dimmed">{word(entry.recordType, 'one')}</Text></Group></Table.Td>
                    <Table.Td data-label={t('audit.changes')} style={{ overflowWrap: 'anywhere' }}>{entry.changes.length > 0 && <span>{toRead(entry.changes).map((change, at) => <Fragment key={change.field}>{at > 0 && '; '}{word(change.field)}: <Told collection={collection} name={change.field} value={change.from} /> → <Told collection={collection} name={change.field} value={change.to} /></Fragment>)}</span>}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {list.hasNextPage && <Button variant="subtle" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>{t('record.older')}</Button>}
    </Stack>
  );
}
