import { Alert, Anchor, Center, Group, Paper, ScrollArea, Skeleton, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read, type Json } from '../api/client';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { usePeople } from '../records/titles';
import { Chart } from './Chart';
import { inUnit, unitFor } from './duration';

/** One value of an item, and the list of records behind it. */
export interface Figure {
  name: string;
  color: string;
  value: (item: Json) => number | null;
  filter: (item: Json) => string | undefined;
  /** Shows the records behind it where no filter of a list finds them, as where each counts by a share. */
  behind?: (item: Json) => void;
}

interface Asked {
  title: string;
  path: string;
  collection?: string;
  kind?: 'bar' | 'line';
  stacked?: boolean;
  label: (item: Json) => string;
  /** The login name of whom an item is about; what that person is called takes the place of the label. */
  person?: ((item: Json) => string | undefined) | undefined;
  figures: Figure[];
  format?: (value: number, currency: string) => string;
  /** The values are days, told in the unit that suits them. */
  days?: boolean;
}

const MOST_BARS = 20;
const plainly = (value: number) => number(value);

/** A question and its answer as a chart and as a table; each value leads to the records behind it. */
export function Figures({ title, path, collection = 'opportunities', kind = 'bar', stacked, label, person, figures: asked, format = plainly, days }: Asked) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [table, setTable] = useState(false);
  const { data, error } = useQuery({ queryKey: ['figures', path], queryFn: ({ signal }) => read<{ items: Json[]; currency: string }>(path, signal), staleTime: 60_000 });
  const items = useMemo(() => (kind === 'bar' ? data?.items.slice(0, MOST_BARS) : data?.items) ?? [], [data, kind]);
  const { unit, perDay } = unitFor(days ? Math.max(0, ...items.flatMap((item) => asked.map((figure) => figure.value(item) ?? 0))) : 0);
  const figures = useMemo(() => asked.map((figure) => ({ ...figure, value: (item: Json) => { const value = figure.value(item); return value === null ? null : value * perDay; } })), [asked, perDay]);
  const written = useMemo(() => (days ? inUnit(unit) : (value: number) => format(value, data?.currency ?? 'USD')), [days, unit, format, data?.currency]);
  const open = useCallback((index: number, series: number) => {
    const behind = figures[series]?.behind;
    if (behind && items[index]) {
      behind(items[index]);
    }
    const filter = items[index] && figures[series]?.filter(items[index]);
    if (filter) {
      void navigate({ to: `/${collection}`, search: { filter } as never });
    }
  }, [items, figures, navigate, collection]);
  const people = usePeople(person ? items.flatMap((item) => person(item) ?? []) : []);
  const name = (item: Json) => people.get(person?.(item) ?? '') ?? label(item);
  // as text, so that a chart is drawn again only where a label is another one
  const names = items.map(name).join('\n');
  const labels = useMemo(() => names.split('\n'), [names]);
  const series = useMemo(() => figures.map((figure) => ({ name: figure.name, color: figure.color, values: items.map(figure.value) })), [figures, items]);
  const nothing = items.length === 0 || series.every((each) => each.values.every((value) => value === null));
  return (
    <Paper withBorder p="md" component="section" aria-label={title} style={{ display: 'flex', flexDirection: 'column' }}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h5">{title}</Title>
        {!nothing && <UnstyledButton onClick={() => setTable((on) => !on)} aria-pressed={table} fz="xs" style={{ whiteSpace: 'nowrap' }} c="var(--mantine-color-anchor)">{t(table ? 'analytics.asChart' : 'analytics.asTable')}</UnstyledButton>}
      </Group>
      {error ? <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert> : !data ? <Skeleton height={240} /> : nothing ? <Center mih={80} flex={1}><Text size="sm" c="dimmed">{t('analytics.nothing')}</Text></Center> : table ? (
        <ScrollArea h={240} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': title }}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>{t('analytics.group')}</Table.Th>{figures.map((figure) => <Table.Th key={figure.name} ta="right">{figure.name}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {items.map((item, index) => (
                <Table.Tr key={index}>
                  <Table.Td>{name(item)}</Table.Td>
                  {figures.map((figure) => {
                    const value = figure.value(item);
                    const filter = figure.filter(item);
                    return <Table.Td key={figure.name} ta="right">{value === null ? '–' : filter ? <Anchor component={Link} to={`/${collection}`} search={{ filter } as never} size="sm">{written(value)}</Anchor> : figure.behind ? <Anchor component="button" type="button" size="sm" onClick={() => figure.behind?.(item)} aria-label={`${figure.name}, ${name(item)}: ${written(value)}`}>{written(value)}</Anchor> : written(value)}</Table.Td>;
                  })}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      ) : <Chart kind={kind} labels={labels} series={series} format={written} stacked={Boolean(stacked)} label={title} onChoose={open} />}
    </Paper>
  );
}
