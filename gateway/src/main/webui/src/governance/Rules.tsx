import { Alert, Badge, Button, Checkbox, Group, Paper, Select, Skeleton, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import stacked from '../app/stacked.module.css';
import { number } from '../language/format';
import { word } from '../language/language';
import { collectionOf } from '../records/kinds';
import { Mode } from './Quality';
import { SCORED } from './RecordQuality';
import { stateOf } from './ruleDraft';
import { RuleForm } from './RuleForm';

export const STEWARDS = ['data-steward', 'crm-admin'];
const COLOUR = { draft: 'blue', published: 'green', retired: 'gray' };
/** Archived records come only where a filter speaks of them. */
const WITH_RETIRED = '(archivedAt=null=true,archivedAt=null=false)';

/** What records are held against: everybody reads it, stewards write it. */
export function Rules() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [entity, setEntity] = useState<string | null>(null);
  const [retired, setRetired] = useState(false);
  const [chosen, setChosen] = useState<Json | 'new'>();
  const edits = STEWARDS.some((role) => me?.roles.includes(role));
  const filter = [retired && WITH_RETIRED, entity && `entity==${entity}`].filter(Boolean).join(';');
  const list = useInfiniteQuery({
    queryKey: ['quality', 'rulebook', filter],
    queryFn: ({ pageParam, signal }) => read<Page>(`/quality/rules${query({ filter, sort: 'entity', limit: 100, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const rules = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h3">{word('rules', 'kind')}</Title>
        <Group gap="xs">
          <Checkbox label={t('rule.withRetired')} checked={retired} onChange={(event) => setRetired(event.currentTarget.checked)} />
          <Select size="sm" w={170} aria-label={t('quality.kind')} placeholder={t('quality.all')} data={SCORED.map((each) => ({ value: each, label: word(collectionOf(each) ?? each, 'kind') }))} value={entity} onChange={setEntity} clearable />
          <Button component={Link} to="/quality" variant="default" size="sm">{t('quality.title')}</Button>
          {edits && <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setChosen('new')}>{t('rule.new')}</Button>}
        </Group>
      </Group>
      {list.isError ? <Alert color="yellow" title={explain(list.error).title}>{explain(list.error).message}</Alert> : !list.data ? <Skeleton height={240} /> : rules.length === 0 ? <Paper withBorder p="xl"><Text ta="center" c="dimmed">{t('rule.none')}</Text></Paper> : (
        <Paper withBorder style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={word('rules', 'kind')}>
          <Table className={stacked.table} verticalSpacing="xs" miw={760}>
            <Table.Thead><Table.Tr><Table.Th>{t('quality.kind')}</Table.Th><Table.Th>{t('quality.field')}</Table.Th><Table.Th>{t('rule.asks')}</Table.Th><Table.Th>{t('quality.mode')}</Table.Th><Table.Th ta="right">{t('rule.weight')}</Table.Th><Table.Th>{t('quality.why')}</Table.Th><Table.Th>{t('rule.state')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {rules.map((rule) => {
                const state = stateOf(rule);
                return (
                  <Table.Tr key={String(rule.id)}>
                    <Table.Td data-label={t('quality.kind')}>{word(collectionOf(String(rule.entity)) ?? String(rule.entity), 'kind')}</Table.Td>
                    <Table.Td data-label={t('quality.field')}><UnstyledButton c="var(--mantine-color-anchor)" fz="sm" onClick={() => setChosen(rule)} aria-label={t('rule.open', { field: word(String(rule.field)) })}>{word(String(rule.field))}</UnstyledButton></Table.Td>
                    <Table.Td data-label={t('rule.asks')}>{t(`rule.kinds.${rule.kind}`)}{rule.pattern ? <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>{String(rule.pattern)}</Text> : null}</Table.Td>
                    <Table.Td data-label={t('quality.mode')}><Mode mode={String(rule.mode)} /></Table.Td>
                    <Table.Td data-label={t('rule.weight')} ta="right">{number(rule.weight)}</Table.Td>
                    <Table.Td data-label={t('quality.why')} style={{ overflowWrap: 'anywhere' }}>{String(rule.why)}</Table.Td>
                    <Table.Td data-label={t('rule.state')}><Badge variant="light" color={COLOUR[state]} tt="none" miw="max-content">{t(`rule.states.${state}`)}</Badge></Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {list.hasNextPage && <Group><Button variant="subtle" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>{t('record.older')}</Button></Group>}
      {chosen && <RuleForm key={chosen === 'new' ? 'new' : String(chosen.id)} rule={chosen === 'new' ? undefined : chosen} edits={edits} onClose={() => setChosen(undefined)} />}
    </Stack>
  );
}
