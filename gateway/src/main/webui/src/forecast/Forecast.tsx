import { ActionIcon, Alert, Anchor, Button, Group, Paper, Progress, Select, Skeleton, Stack, Table, Text, Title, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAdjustments, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read } from '../api/client';
import { useMe } from '../api/me';
import { Sideways } from '../app/Sideways';
import { explain } from '../app/explain';
import { money, number } from '../language/format';
import { word } from '../language/language';
import { teamName } from '../people/names';
import { usePeople, usePerson } from '../records/titles';
import { Accuracy } from './Accuracy';
import { Say } from './Say';
import { periods } from './periods';

interface Amounts {
  count: number;
  base: number;
  filter: string;
}

interface Adjustment {
  amount: number;
  currency: string;
  reason: string;
  adjustedBy: string;
}

interface Node {
  kind: 'COMPANY' | 'TEAM' | 'OWNER';
  name?: string;
  team?: string;
  categories: Record<string, Amounts>;
  called: number;
  adjusted: number;
  statistical: number;
  submission?: { amount: number; currency: string; note?: string };
  adjustments: Adjustment[];
  parts: Node[];
}

interface Answer {
  period: string;
  from: string;
  to: string;
  currency: string;
  forecast: Node;
}

const CATEGORIES = ['CLOSED', 'COMMIT', 'MOST_LIKELY', 'BEST_CASE', 'PIPELINE'];

/** What will be sold in a period, from the company down to each person: what the records say, what people call, what managers add. */
export function Forecast() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [choices] = useState(() => periods(new Date()));
  const [period, setPeriod] = useState(choices[0]!);
  const [saying, setSaying] = useState<{ kind: 'call' } | { kind: 'adjust'; node: Node }>();
  const { data, error } = useQuery({ queryKey: ['forecast', period], queryFn: ({ signal }) => read<Answer>(`/forecasts/${period}`, signal) });
  const has = (...roles: string[]) => roles.some((role) => me?.roles.includes(role));
  const adjusts = has('sales-manager', 'crm-admin');
  const done = () => { setSaying(undefined); void client.invalidateQueries({ queryKey: ['forecast', period] }); };
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h3">{t('forecast.title')}</Title>
        <Group gap="xs">
          <Select w={150} aria-label={t('forecast.period')} data={choices} value={period} onChange={(next) => setPeriod(next ?? period)} allowDeselect={false} />
          {has('sales-rep', 'sales-manager', 'crm-admin') && <Button onClick={() => setSaying({ kind: 'call' })}>{t('forecast.call')}</Button>}
        </Group>
      </Group>
      {error ? <Alert color="red" title={explain(error).title}>{explain(error).message}</Alert> : !data ? <Skeleton height={240} /> : (
        <Paper withBorder><Sideways label={t('forecast.title')} held>
          <Table verticalSpacing="xs" miw={900}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th style={FIXED}>{t('forecast.who')}</Table.Th>
                {CATEGORIES.map((category) => <Table.Th key={category} ta="right">{word(category, 'value')}</Table.Th>)}
                <Table.Th ta="right">{t('forecast.called')}</Table.Th><Table.Th ta="right">{t('forecast.adjusted')}</Table.Th><Table.Th ta="right">{t('forecast.statistical')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody><Branch node={data.forecast} depth={0} currency={data.currency} {...(adjusts ? { onAdjust: (node: Node) => setSaying({ kind: 'adjust', node }) } : {})} /></Table.Tbody>
          </Table>
        </Sideways></Paper>
      )}
      <Attainment period={period} />
      {data && <Accuracy currency={data.currency} />}
      {saying && data && <Say path={`/forecasts/${period}/${saying.kind === 'call' ? 'submissions' : 'adjustments'}`} title={saying.kind === 'call' ? t('forecast.callFor', { period }) : t('forecast.adjustOf', { who: saying.node.name ?? '' })} currency={data.currency}
        words={saying.kind === 'call' ? 'note' : 'reason'} more={saying.kind === 'adjust' ? (saying.node.kind === 'OWNER' ? { owner: saying.node.name, ...(saying.node.team ? { team: saying.node.team } : {}) } : { team: saying.node.name }) : {}} onClose={() => setSaying(undefined)} onDone={done} />}
    </Stack>
  );
}

/** Who it is about stays in sight where the figures are wider than the screen. */
const FIXED = { position: 'sticky', left: 0, zIndex: 1, background: 'var(--mantine-color-body)', minWidth: 170 } as const;

/** A line of the tree with those below it. */
function Branch({ node, depth, currency, onAdjust }: { node: Node; depth: number; currency: string; onAdjust?: (node: Node) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(depth < 2);
  const person = usePerson(node.kind === 'OWNER' ? (node.name ?? '') : '');
  const name = node.kind === 'COMPANY' ? t('forecast.company') : person || (node.name ? teamName(node.name) : t('forecast.nobody'));
  const figure = (value: number) => money(Math.round(value), currency);
  const people = usePeople(node.adjustments.map((each) => each.adjustedBy));
  const told = node.adjustments.map((each) => `${money(each.amount, each.currency)}: ${each.reason} (${people.get(each.adjustedBy)})`).join('\n');
  return (
    <>
      <Table.Tr>
        <Table.Td style={FIXED}>
          <Group gap={4} wrap="nowrap" pl={depth * 12}>
            {node.parts.length > 0 ? <ActionIcon size="xs" variant="subtle" color="gray" onClick={() => setOpen(!open)} aria-expanded={open} aria-label={t('forecast.below', { who: name })}>{open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}</ActionIcon> : <span style={{ width: 18 }} />}
            <Text size="sm" fw={node.kind === 'OWNER' ? 400 : 600} style={{ overflowWrap: 'anywhere', minWidth: 0 }} title={node.name}>{name}</Text>
            {onAdjust && node.kind !== 'COMPANY' && node.name && <ActionIcon size="xs" variant="subtle" color="gray" onClick={() => onAdjust(node)} aria-label={t('forecast.adjustOf', { who: name })}><IconAdjustments size={14} /></ActionIcon>}
          </Group>
        </Table.Td>
        {CATEGORIES.map((category) => {
          const amounts = node.categories[category];
          return <Table.Td key={category} ta="right">{!amounts || amounts.count === 0 ? <Text span size="sm" c="dimmed">–</Text> : <Anchor component={Link} to="/opportunities" search={{ filter: amounts.filter } as never} size="sm" title={t('forecast.deals', { count: amounts.count })}>{figure(amounts.base)}</Anchor>}</Table.Td>;
        })}
        <Table.Td ta="right">{node.submission?.note ? <Tooltip label={node.submission.note} multiline maw={320}><UnstyledButton fz="sm">{figure(node.called)}</UnstyledButton></Tooltip> : <Text size="sm">{figure(node.called)}</Text>}</Table.Td>
        <Table.Td ta="right">{told ? <Tooltip label={<span style={{ whiteSpace: 'pre-wrap' }}>{told}</span>} multiline maw={360}><UnstyledButton fz="sm" fw={600}>{figure(node.adjusted)}</UnstyledButton></Tooltip> : <Text size="sm">{figure(node.adjusted)}</Text>}</Table.Td>
        <Table.Td ta="right"><Text size="sm" c="dimmed">{figure(node.statistical)}</Text></Table.Td>
      </Table.Tr>
      {open && node.parts.map((part, index) => <Branch key={`${part.kind} ${part.name ?? index}`} node={part} depth={depth + 1} currency={currency} {...(onAdjust ? { onAdjust } : {})} />)}
    </>
  );
}

interface Quota {
  quotaId: string;
  owner?: string;
  team?: string;
  territory?: string;
  measure: string;
  target: number;
  currency?: string;
  targetBase: number;
  won: number;
  wonFilter: string;
  attainment?: number;
  gap: number;
  open: number;
  openFilter: string;
  coverage?: number;
}

/** How far the quotas of a period are reached. */
function Attainment({ period }: { period: string }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const may = me?.roles.some((role) => ['sales-rep', 'sales-manager', 'data-steward', 'compliance-officer', 'executive', 'crm-admin'].includes(role));
  const { data, error } = useQuery({ queryKey: ['attainment', period], queryFn: ({ signal }) => read<{ currency: string; items: Quota[] }>(`/quotas/attainment?period=${period}`, signal), enabled: Boolean(may) });
  const people = usePeople(data?.items.flatMap((quota) => quota.owner ?? []) ?? []);
  if (!may) {
    return null;
  }
  const figure = (quota: Quota, value: number) => (quota.measure === 'DEALS' ? number(value) : money(Math.round(value), data?.currency));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('forecast.quotas')}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{t('forecast.quotas')}</Title><Anchor component={Link} to="/quotas" search={{ filter: `period==${period}` } as never} size="xs">{t('list.all')}</Anchor></Group>
      {error ? <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert> : !data ? <Skeleton height={60} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('forecast.noQuota', { period })}</Text> : (
        <Stack gap="sm">
          {data.items.map((quota) => {
            const who = quota.owner ? people.get(quota.owner) ?? quota.owner : (quota.team ? teamName(quota.team) : (quota.territory ?? ''));
            return (
              <div key={quota.quotaId}>
                <Group justify="space-between" gap="xs">
                  <Anchor component={Link} to={`/quotas/${quota.quotaId}`} size="sm">{who} · {word(quota.measure, 'value')}</Anchor>
                  <Text size="sm"><Anchor component={Link} to="/opportunities" search={{ filter: quota.wonFilter } as never}>{figure(quota, quota.won)}</Anchor> / {figure(quota, quota.targetBase)}{quota.attainment === undefined ? '' : ` · ${number(Math.round(quota.attainment * 100))} %`}</Text>
                </Group>
                <Progress value={Math.min(100, (quota.attainment ?? 0) * 100)} color={(quota.attainment ?? 0) >= 1 ? 'green' : undefined} aria-label={t('forecast.reached', { who })} />
                {quota.gap > 0 && <Text size="xs" c="dimmed">{t('forecast.gap', { gap: figure(quota, quota.gap) })} <Anchor component={Link} to="/opportunities" search={{ filter: quota.openFilter } as never} size="xs">{t('forecast.coverage', { open: figure(quota, quota.open), times: quota.coverage === undefined ? '–' : number(Math.round(quota.coverage * 10) / 10) })}</Anchor></Text>}
              </div>
            );
          })}
        </Stack>
      )}
    </Paper>
  );
}
