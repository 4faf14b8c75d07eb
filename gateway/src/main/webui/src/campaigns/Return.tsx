import { Anchor, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read } from '../api/client';
import { Sideways } from '../app/Sideways';
import { money, number } from '../language/format';
import { inSentence, said, word } from '../language/language';
import { Behind, type Wanted } from './Behind';

interface Roi {
  currency: string;
  cost: number | null;
  leads: number;
  costPerLead: number | null;
  models: Record<string, Record<string, number | null>>;
  formulas: Record<string, string>;
}

const Chart = lazy(() => import('../analytics/Chart').then((module) => ({ default: module.Chart })));
const REVENUE = [['wonRevenue', '#2f9e44'], ['openRevenue', '#0c8599']] as const;
const MONEY = new Set(['wonRevenue', 'openRevenue', 'costPerQualified', 'costPerOpportunity', 'costPerWon']);

/** `cost * exchangeRate` as people write it: cost × exchange rate. */
const legible = (formula: string) => formula.replace(/\b[a-z]+[A-Z]\w*/g, (name) => inSentence(word(name))).replaceAll(' * ', ' × ');

/** Which deals are behind a figure. */
const STAGE: Record<string, string> = {
  qualified: 'QUALIFIED', opportunities: 'ALL', won: 'WON', wonRevenue: 'WON', openRevenue: 'OPEN', roiPct: 'WON', costPerQualified: 'QUALIFIED', costPerOpportunity: 'ALL', costPerWon: 'WON',
};

/** What a campaign cost and what it brought, with the formulas and the records behind each figure. */
export function Return({ campaign }: { campaign: string }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery({ queryKey: ['roi', campaign], queryFn: ({ signal }) => read<Roi>(`/campaigns/${campaign}/roi`, signal) });
  const [wanted, setWanted] = useState<Wanted>();
  const currency = data?.currency;
  const deals = useCallback((model: string, name: string) => setWanted({ of: 'deals', campaign, model, stage: STAGE[name]!, title: `${word(name)}, ${word(model, 'value')}` }), [campaign]);
  const inMoney = useCallback((value: number) => money(Math.round(value), currency), [currency]);
  if (isError) {
    return <Text size="sm" c="dimmed">{t('record.notShown')}</Text>;
  }
  if (!data) {
    return <Skeleton height={120} />;
  }
  const models = Object.keys(data.models);
  const figures = Object.keys(data.models[models[0] ?? ''] ?? {});
  const shown = (name: string, value: number | null | undefined) => (value === null || value === undefined ? '–' : MONEY.has(name) ? money(value, data.currency) : name.endsWith('Pct') ? `${number(value)} %` : number(value));
  return (
    <Stack gap="xs">
      <Group gap="md">
        <Text size="sm">{word('cost')}: <Value text={data.cost === null ? '–' : money(data.cost, data.currency)} of={word('cost')} open={data.cost === null ? undefined : () => setWanted({ of: 'costs', campaign, title: word('cost') })} /></Text>
        <Text size="sm">{word('leads', 'kind')}: <Value text={number(data.leads)} of={word('leads', 'kind')} open={data.leads === 0 ? undefined : () => setWanted({ of: 'leads', campaign, title: t('behind.leads') })} /></Text>
        {data.costPerLead !== null && <Text size="sm">{word('costPerLead')}: <Value text={money(data.costPerLead, data.currency)} of={word('costPerLead')} open={() => setWanted({ of: 'leads', campaign, title: t('behind.leads') })} /></Text>}
      </Group>
      {models.some((model) => REVENUE.some(([name]) => data.models[model]?.[name])) && <Suspense fallback={<Skeleton height={240} />}>
        <Chart kind="bar" label={t('campaign.return')} labels={models.map((model) => word(model, 'value'))} format={inMoney} onChoose={(model, series) => deals(models[model]!, REVENUE[series]![0])}
          series={REVENUE.map(([name, color]) => ({ name: word(name), color, values: models.map((model) => data.models[model]?.[name] ?? null) }))} />
      </Suspense>}
      <Sideways label={t('campaign.return')}><Table>
        <Table.Thead><Table.Tr><Table.Th>{t('campaign.figure')}</Table.Th>{models.map((model) => <Table.Th key={model} ta="right">{word(model, 'value')}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>{figures.map((name) => <Table.Tr key={name}><Table.Td>{word(name)}</Table.Td>{models.map((model) => <Table.Td key={model} ta="right"><Value text={shown(name, data.models[model]?.[name])} of={`${word(name)}, ${word(model, 'value')}`} open={data.models[model]?.[name] && STAGE[name] ? () => deals(model, name) : undefined} /></Table.Td>)}</Table.Tr>)}</Table.Tbody>
      </Table></Sideways>
      {wanted && <Behind wanted={wanted} onClose={() => setWanted(undefined)} />}
      {Object.entries(data.formulas).map(([name, formula]) => <Text key={name} size="xs" c="dimmed">{name.split(', ').map((each) => word(each)).join(', ')} = {legible(said(formula))}</Text>)}
    </Stack>
  );
}

/** A figure that leads to the records behind it. */
function Value({ text, of, open }: { text: string; of: string; open?: (() => void) | undefined }) {
  return open ? <Anchor component="button" type="button" size="sm" onClick={open} aria-label={`${of}: ${text}`}>{text}</Anchor> : <>{text}</>;
}
