import { Anchor, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { query, read, type Json } from '../api/client';
import { money, number } from '../language/format';
import { word } from '../language/language';
import { ScoreBadge } from '../governance/RecordQuality';
import { collectionOf, fieldOf, kinds } from '../records/kinds';
import { Reference, Status } from '../records/value';
import classes from './Home.module.css';

/** Figures for those who look after more than their own work. */
export function Cards({ roles }: { roles: string[] }) {
  const has = (...some: string[]) => some.some((role) => roles.includes(role));
  return (
    <>
      {has('sales-manager', 'executive', 'crm-admin') && <Quarter />}
      {has('sales-manager', 'executive', 'marketing-manager', 'crm-admin', 'data-steward') && <Figures />}
      {has('support-manager', 'success-manager', 'executive', 'crm-admin') && <InTrouble />}
      {has('data-steward', 'compliance-officer', 'executive', 'sales-manager', 'marketing-manager', 'support-manager', 'crm-admin') && <Quality />}
    </>
  );
}

/** The first and the last day of the quarter that is running. */
export function quarterOf(today: Date): { from: string; to: string } {
  const first = Math.floor(today.getUTCMonth() / 3) * 3;
  const day = (month: number, date: number) => new Date(Date.UTC(today.getUTCFullYear(), month, date)).toISOString().slice(0, 10);
  return { from: day(first, 1), to: day(first + 3, 0) };
}

interface Ended {
  count: number;
  filter: string;
}

/** What was won and lost since the quarter began. */
function Quarter() {
  const { t } = useTranslation();
  const span = quarterOf(new Date());
  const asked = query({ ...span, groupBy: 'quarter' });
  const rate = useQuery({ queryKey: ['figures', 'win-rate', asked], queryFn: ({ signal }) => read<{ items: { won: Ended; lost: Ended }[] }>(`/analytics/win-rate${asked}`, signal), staleTime: 60_000 });
  const revenue = useQuery({ queryKey: ['figures', 'won-revenue', asked], queryFn: ({ signal }) => read<{ currency: string; items: { base: number; filter: string }[] }>(`/analytics/won-revenue${asked}`, signal), staleTime: 60_000 });
  const ended = rate.data?.items[0];
  const earned = revenue.data?.items[0];
  const all = (ended?.won.count ?? 0) + (ended?.lost.count ?? 0);
  const deals = (label: string, filter: string | undefined, value: string) => (
    <Group className={classes.line!} justify="space-between">{filter ? <Anchor component={Link} to="/opportunities" search={{ filter } as never} size="sm">{label}</Anchor> : <Text size="sm">{label}</Text>}<Text size="sm">{value}</Text></Group>
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={t('home.quarter')}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{t('home.quarter')}</Title><Anchor component={Link} to="/analytics" size="xs">{t('list.all')}</Anchor></Group>
      {rate.isPending || revenue.isPending ? <Skeleton height={80} /> : <Stack gap={2}>
        {deals(t('analytics.revenue'), earned?.filter, earned && revenue.data ? money(Math.round(earned.base), revenue.data.currency) : '–')}
        {deals(t('analytics.won'), ended?.won.filter, number(ended?.won.count ?? 0))}
        {deals(t('analytics.lost'), ended?.lost.filter, number(ended?.lost.count ?? 0))}
        {deals(t('home.winRate'), undefined, all === 0 || !ended ? '–' : `${number(Math.round((100 * ended.won.count) / all))} %`)}
      </Stack>}
    </Paper>
  );
}

/** Customers who are not well, those first who are worst. */
function InTrouble() {
  const { t } = useTranslation();
  const { data, isError } = useQuery({ queryKey: ['health', 'trouble'], queryFn: ({ signal }) => read<{ items: { accountId: string; score: number; band: string }[] }>(`/health${query({ filter: 'band=in=(RED,YELLOW)', sort: 'score', limit: 10 })}`, signal), retry: false });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('home.trouble')}>
      <Title order={2} size="h5" mb="xs">{t('home.trouble')}</Title>
      {!data ? isError ? <Text size="sm" c="dimmed">{t('record.notShown')}</Text> : <Skeleton height={80} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('home.allWell')}</Text> : (
        <Stack gap={2}>{data.items.map((each) => <Group key={each.accountId} className={classes.line!} justify="space-between" wrap="nowrap"><Reference collection="accounts" id={each.accountId} /><Group gap={6} wrap="nowrap"><Text size="sm">{number(each.score)}</Text><Status value={each.band} /></Group></Group>)}</Stack>
      )}
    </Paper>
  );
}

/** How good the data is, kind by kind. */
function Quality() {
  const { t } = useTranslation();
  const path = '/quality/scores/summary?groupBy=recordType';
  const { data, isError } = useQuery({ queryKey: ['quality', 'summary', path], queryFn: ({ signal }) => read<{ items: { key: string; average: number; complete: number; records: number }[] }>(path, signal), retry: false });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('quality.title')}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{t('quality.title')}</Title><Anchor component={Link} to="/quality" size="xs">{t('list.all')}</Anchor></Group>
      {!data ? isError ? <Text size="sm" c="dimmed">{t('record.notShown')}</Text> : <Skeleton height={80} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('quality.none')}</Text> : (
        <Stack gap={2}>
          {data.items.map((each) => <Group key={each.key} justify="space-between" wrap="nowrap"><Text size="sm">{word(collectionOf(each.key) ?? each.key, 'kind')}</Text><Group gap={6} wrap="nowrap"><Text size="xs" c="dimmed">{t('quality.of', { complete: number(each.complete), records: number(each.records) })}</Text><ScoreBadge score={each.average} /></Group></Group>)}
        </Stack>
      )}
    </Paper>
  );
}

interface Grouped {
  items: Json[];
}

/** Groups in the order in which the API names the values of their field, which is the order of the work. */
function inOrder(items: Json[], collection: string, field: string): Json[] {
  const choices = fieldOf(kinds[collection]!, field)?.choices ?? [];
  return items.toSorted((one, other) => choices.indexOf(String(one[field])) - choices.indexOf(String(other[field])));
}

/** How the pipeline and the leads stand, each figure with the list behind it. */
function Figures() {
  const { t } = useTranslation();
  const deals = useQuery({ queryKey: ['summary', 'opportunities'], queryFn: ({ signal }) => read<Grouped>(`/opportunities/summary${query({ groupBy: 'forecastCategory', measures: 'count,sum(amount)' })}`, signal) });
  // sums are in the company's currency, which the analytics name
  const company = useQuery({ queryKey: ['company-currency'], queryFn: ({ signal }) => read<{ currency: string }>('/analytics/pipeline-trend?interval=week', signal), staleTime: Infinity });
  const leads = useQuery({ queryKey: ['summary', 'leads'], queryFn: ({ signal }) => read<Grouped>(`/leads/summary${query({ groupBy: 'status', measures: 'count' })}`, signal) });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('home.figures')}>
      <Title order={2} size="h5" mb="xs">{t('home.figures')}</Title>
      {deals.isPending || leads.isPending ? <Skeleton height={160} /> : <Stack gap={2}>
        {inOrder(deals.data?.items ?? [], 'opportunities', 'forecastCategory').map((each) => (
          <Group key={String(each.forecastCategory)} className={classes.line!} justify="space-between">
            <Anchor component={Link} to="/opportunities" search={{ filter: `forecastCategory==${each.forecastCategory}` } as never} size="sm">{word(String(each.forecastCategory), 'value')}</Anchor>
            <Text size="sm">{number(each.count)}{company.data ? ` · ${money(each['sum(amount)'] ?? 0, company.data.currency)}` : ''}</Text>
          </Group>
        ))}
        <Text fw={500} size="sm" mt="xs">{word('leads', 'kind')}</Text>
        {inOrder(leads.data?.items ?? [], 'leads', 'status').map((each) => (
          <Group key={String(each.status)} className={classes.line!} justify="space-between">
            <Anchor component={Link} to="/leads" search={{ filter: `status==${each.status}` } as never} size="sm">{word(String(each.status), 'value')}</Anchor>
            <Text size="sm">{number(each.count)}</Text>
          </Group>
        ))}
      </Stack>}
    </Paper>
  );
}
