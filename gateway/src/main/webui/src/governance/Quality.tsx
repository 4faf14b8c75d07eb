import { Alert, Anchor, Badge, Button, Checkbox, Group, Paper, Progress, Select, SimpleGrid, Skeleton, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read, type Json } from '../api/client';
import { Figures, type Figure } from '../analytics/Figures';
import { explain } from '../app/explain';
import stacked from '../app/stacked.module.css';
import { ago, date, number } from '../language/format';
import { word } from '../language/language';
import { Person } from '../people/Person';
import { teamName } from '../people/names';
import { usePeople } from '../records/titles';
import { collectionOf } from '../records/kinds';
import { advice, SCORED, ScoreBadge } from './RecordQuality';

interface Averages {
  key?: string;
  records: number;
  average: number;
  complete: number;
}

interface Broken {
  ruleId: string;
  entity: string;
  field: string;
  mode: string;
  why: string;
  fix?: string;
  open: number;
}

interface Issue {
  id: string;
  ruleId: string;
  recordType: string;
  recordId: string;
  label?: string;
  owner?: string;
  field: string;
  mode: string;
  why: string;
  fix?: string;
  example?: string;
  openedAt: string;
}

const GROUPS = ['recordType', 'team', 'owner'] as const;
const TEAL = '#0c8599';
const COLOUR: Record<string, string> = { BLOCK: 'red', WARN: 'yellow', OBSERVE: 'gray' };
const day = (item: Json) => date(item.day);
const rounded = (value: number) => number(Math.round(value * 10) / 10);

/** How good the data is by kind, team and owner, which rules are broken most, and what is to be corrected. */
export function Quality() {
  const { t } = useTranslation();
  const [recordType, setRecordType] = useState<string | null>(null);
  const [mine, setMine] = useState(false);
  const [groupBy, setGroupBy] = useState<string>('recordType');
  const [rule, setRule] = useState<Broken>();
  const asked = { recordType: recordType ?? undefined, owner: mine ? 'me' : undefined };
  const average: Figure[] = [{ name: t('quality.average'), color: TEAL, value: (item) => Number(item.average), filter: () => undefined }];
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h3">{t('quality.title')}</Title>
        <Group gap="xs">
          <Button component={Link} to="/rules" variant="default" size="sm">{word('rules', 'kind')}</Button>
          <Checkbox label={t('quality.mine')} checked={mine} onChange={(event) => { setMine(event.currentTarget.checked); setRule(undefined); }} />
          <Select size="sm" w={170} aria-label={t('quality.kind')} placeholder={t('quality.all')} data={SCORED.map((each) => ({ value: each, label: word(collectionOf(each) ?? each, 'kind') }))} value={recordType} onChange={(next) => { setRecordType(next); setRule(undefined); }} clearable />
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Scores asked={asked} groupBy={groupBy} onGroup={setGroupBy} />
        <Figures title={t('quality.trend')} path={`/quality/scores/trend${query(asked)}`} kind="line" label={day} figures={average} format={rounded} />
      </SimpleGrid>
      <Rules asked={asked} chosen={rule} onChoose={setRule} />
      <Issues asked={asked} rule={rule} />
    </Stack>
  );
}

type Asked = { recordType: string | undefined; owner: string | undefined };

function Scores({ asked, groupBy, onGroup }: { asked: Asked; groupBy: string; onGroup: (groupBy: string) => void }) {
  const { t } = useTranslation();
  const path = `/quality/scores/summary${query({ ...asked, groupBy })}`;
  const { data, error } = useQuery({ queryKey: ['quality', 'summary', path], queryFn: ({ signal }) => read<{ items: Averages[] }>(path, signal) });
  const people = usePeople(groupBy === 'owner' ? (data?.items.flatMap((item) => item.key ?? []) ?? []) : []);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('quality.scores')}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h5">{t('quality.scores')}</Title>
        <Select size="xs" w={140} aria-label={t('analytics.by')} data={GROUPS.map((each) => ({ value: each, label: each === 'recordType' ? t('quality.kind') : word(each) }))} value={groupBy} onChange={(next) => onGroup(next ?? 'recordType')} allowDeselect={false} />
      </Group>
      {error ? <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert> : !data ? <Skeleton height={240} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('quality.none')}</Text> : (
        <Stack gap={6} mah={260} style={{ overflowY: 'auto' }} tabIndex={0} role="group" aria-label={t('quality.scores')}>
          {data.items.map((item) => {
            const name = item.key === undefined ? t('analytics.without') : groupBy === 'recordType' ? word(collectionOf(item.key) ?? item.key, 'kind') : groupBy === 'team' ? teamName(item.key) : (people.get(item.key) ?? item.key);
            return (
              <div key={item.key ?? ''}>
                <Group justify="space-between" wrap="nowrap"><Text size="sm">{name}</Text><Group gap={6} wrap="nowrap"><Text size="xs" c="dimmed">{t('quality.of', { complete: number(item.complete), records: number(item.records) })}</Text><ScoreBadge score={item.average} /></Group></Group>
                <Progress value={item.average} aria-label={name} />
              </div>
            );
          })}
        </Stack>
      )}
    </Paper>
  );
}

function Rules({ asked, chosen, onChoose }: { asked: Asked; chosen: Broken | undefined; onChoose: (rule: Broken | undefined) => void }) {
  const { t } = useTranslation();
  const path = `/quality/issues/summary${query(asked)}`;
  const { data } = useQuery({ queryKey: ['quality', 'rules', path], queryFn: ({ signal }) => read<{ items: Broken[] }>(path, signal) });
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={t('quality.broken')}>
      <Title order={2} size="h5" mb="xs">{t('quality.broken')}</Title>
      <Stack mah={300} style={{ overflow: 'auto' }} tabIndex={0} role="group" aria-label={t('quality.broken')}>
        <Table className={stacked.table} miw={560}>
          <Table.Thead><Table.Tr><Table.Th>{t('quality.open')}</Table.Th><Table.Th>{t('quality.kind')}</Table.Th><Table.Th>{t('quality.field')}</Table.Th><Table.Th>{t('quality.mode')}</Table.Th><Table.Th>{t('quality.why')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {data.items.map((item) => (
              <Table.Tr key={item.ruleId} {...(chosen?.ruleId === item.ruleId ? { bg: 'var(--mantine-primary-color-light)' } : {})}>
                <Table.Td data-label={t('quality.open')}><UnstyledButton aria-pressed={chosen?.ruleId === item.ruleId} aria-label={t('quality.only', { count: item.open, field: word(item.field) })} c="var(--mantine-color-anchor)" fz="sm" onClick={() => onChoose(chosen?.ruleId === item.ruleId ? undefined : item)}>{number(item.open)}</UnstyledButton></Table.Td>
                <Table.Td data-label={t('quality.kind')}>{word(collectionOf(item.entity) ?? item.entity, 'kind')}</Table.Td>
                <Table.Td data-label={t('quality.field')}>{word(item.field)}</Table.Td>
                <Table.Td data-label={t('quality.mode')}><Mode mode={item.mode} /></Table.Td>
                <Table.Td data-label={t('quality.why')} style={{ overflowWrap: 'anywhere' }}>{item.why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Paper>
  );
}

function Issues({ asked, rule }: { asked: Asked; rule: Broken | undefined }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({
    queryKey: ['quality', 'issues', asked.recordType, asked.owner, rule?.ruleId],
    queryFn: ({ pageParam, signal }) => read<{ items: Issue[]; nextCursor: string | null }>(`/quality/issues${query({ ...asked, ruleId: rule?.ruleId, limit: 50, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const issues = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Paper withBorder p="md" component="section" aria-label={t('quality.issues')}>
      <Title order={2} size="h5" mb="xs">{t('quality.issues')}</Title>
      {list.isError ? <Alert color="yellow" title={explain(list.error).title}>{explain(list.error).message}</Alert> : !list.data ? <Skeleton height={240} /> : issues.length === 0 ? <Text size="sm" c="dimmed">{t('quality.nothing')}</Text> : (
        <Stack style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('quality.issues')}>
          <Table className={stacked.table} miw={720}>
            <Table.Thead><Table.Tr><Table.Th>{t('audit.record')}</Table.Th><Table.Th>{t('quality.field')}</Table.Th><Table.Th>{t('quality.fix')}</Table.Th><Table.Th>{t('quality.mode')}</Table.Th><Table.Th>{word('owner')}</Table.Th><Table.Th>{t('quality.since')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {issues.map((issue) => {
                const collection = collectionOf(issue.recordType);
                const name = issue.label ?? word(issue.recordType, 'one');
                return (
                  <Table.Tr key={issue.id}>
                    <Table.Td data-label="" style={{ overflowWrap: 'anywhere' }}>{collection ? <Anchor component={Link} to={`/${collection}/${issue.recordId}`} size="sm">{name}</Anchor> : name} <Text span size="xs" c="dimmed">{word(issue.recordType, 'one')}</Text></Table.Td>
                    <Table.Td data-label={t('quality.field')}>{word(issue.field)}</Table.Td>
                    <Table.Td data-label={t('quality.fix')} style={{ overflowWrap: 'anywhere' }}>{advice(issue, (value) => t('quality.example', { value }))}</Table.Td>
                    <Table.Td data-label={t('quality.mode')}><Mode mode={issue.mode} /></Table.Td>
                    <Table.Td data-label={word('owner')} style={{ whiteSpace: 'nowrap' }}>{issue.owner ? <Person login={issue.owner} /> : '–'}</Table.Td>
                    <Table.Td data-label={t('quality.since')} style={{ whiteSpace: 'nowrap' }}>{ago(issue.openedAt)}</Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Stack>
      )}
      {list.hasNextPage && <Button variant="subtle" mt="xs" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>{t('record.older')}</Button>}
    </Paper>
  );
}

export function Mode({ mode }: { mode: string }) {
  const { t } = useTranslation();
  return <Badge variant="light" color={COLOUR[mode] ?? 'gray'} tt="none" miw="max-content">{t(`quality.modes.${mode}`, { defaultValue: word(mode, 'value') })}</Badge>;
}
