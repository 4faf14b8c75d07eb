import { Alert, Group, Paper, Select, Skeleton, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read } from '../api/client';
import { explain } from '../app/explain';
import stacked from '../app/stacked.module.css';
import { money, number } from '../language/format';
import { word } from '../language/language';
import { teamName } from '../people/names';
import { usePeople } from '../records/titles';

interface Foretold {
  sum: number;
  /** Of all that landed, positive where too much was called. */
  bias?: number;
  /** The mean error. */
  mape?: number;
}

interface Line {
  period?: string;
  owner?: string;
  team?: string;
  weeksBeforeEnd?: number;
  forecasts: number;
  landed: number;
  called: Foretold;
  adjusted: Foretold;
  statistical: Foretold;
  naive: Foretold;
}

const GROUPS = ['period', 'owner', 'team', 'horizon'];
const FIGURES = ['called', 'adjusted', 'statistical', 'naive'] as const;

/** A share as people write it, with its sign where there is one to see. */
export function percent(share: number | undefined, signed = false): string {
  const rounded = Math.round((share ?? 0) * 100);
  return share === undefined ? '–' : `${signed && rounded > 0 ? '+' : ''}${number(rounded)} %`;
}

/** What was called in periods that are over beside what landed in them, and by how much each way of foretelling was off. */
export function Accuracy({ currency }: { currency: string }) {
  const { t } = useTranslation();
  const [groupBy, setGroupBy] = useState('period');
  const { data, error } = useQuery({ queryKey: ['accuracy', groupBy], queryFn: ({ signal }) => read<{ items: Line[] }>(`/forecasts/accuracy?groupBy=${groupBy}`, signal) });
  const people = usePeople(data?.items.flatMap((line) => line.owner ?? []) ?? []);
  const name = (line: Line) => (groupBy === 'horizon' ? t('accuracy.weeks', { count: line.weeksBeforeEnd ?? 0 }) : (line.period ?? (line.owner ? people.get(line.owner) : line.team && teamName(line.team)) ?? t('forecast.nobody')));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('accuracy.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">{t('accuracy.title')}</Title>
        <Select size="xs" w={180} aria-label={t('analytics.by')} data={GROUPS.map((each) => ({ value: each, label: each === 'horizon' ? t('accuracy.horizon') : word(each) }))} value={groupBy} onChange={(next) => setGroupBy(next ?? 'period')} allowDeselect={false} />
      </Group>
      {error ? <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert> : !data ? <Skeleton height={60} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('accuracy.none')}</Text> : (
        <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('accuracy.title')}>
          <Table className={stacked.table} miw={640}>
            <Table.Thead><Table.Tr><Table.Th>{groupBy === 'horizon' ? t('accuracy.horizon') : word(groupBy)}</Table.Th><Table.Th ta="right">{t('accuracy.landed')}</Table.Th>{FIGURES.map((figure) => <Table.Th key={figure} ta="right">{t(`accuracy.${figure}`)}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {data.items.map((line) => (
                <Table.Tr key={name(line)}>
                  <Table.Td data-label="">{name(line)}</Table.Td>
                  <Table.Td data-label={t('accuracy.landed')} ta="right">{money(Math.round(line.landed), currency)}</Table.Td>
                  {FIGURES.map((figure) => <Table.Td key={figure} data-label={t(`accuracy.${figure}`)} ta="right">{money(Math.round(line[figure].sum), currency)}<Text size="xs" c="dimmed">{t('accuracy.off', { bias: percent(line[figure].bias, true), mape: percent(line[figure].mape) })}</Text></Table.Td>)}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="xs" c="dimmed">{t('accuracy.how')}</Text>
        </div>
      )}
    </Paper>
  );
}
