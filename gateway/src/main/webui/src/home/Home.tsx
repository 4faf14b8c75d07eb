import { Anchor, Box, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { ActivityLine } from '../activities/RelatedActivities';
import { LogForm } from '../activities/LogForm';
import { date, money, number } from '../language/format';
import { word } from '../language/language';
import { collectionOf, kinds } from '../records/kinds';
import { Status } from '../records/value';

const OPEN = 'forecastCategory=out=(CLOSED,OMITTED)';
const MINE_TO_DO = 'owner==me;status==OPEN';

/** The first page: what waits for the person who is logged in. */
export function Home() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const has = (...roles: string[]) => roles.some((role) => me?.roles.includes(role));
  const sells = has('sales-rep', 'sales-manager', 'crm-admin');
  return (
    <Stack>
      <Title order={1} size="h3">{t('home.hello', { name: me?.name || me?.login || '' })}</Title>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} style={{ alignItems: 'start' }}>
        {!has('executive', 'compliance-officer') && <Tasks />}
        {(sells || has('marketer', 'marketing-manager')) && <Some title={t('home.newLeads')} collection="leads" filter={has('sales-rep') ? 'owner==me;status=in=(NEW,ASSIGNED,RECYCLED)' : 'status==NEW'} sort="-createdAt" />}
        {sells && <Some title={t('home.closing')} collection="opportunities" filter={`${has('sales-rep') ? 'owner==me;' : ''}${OPEN}`} sort="closeDate" />}
        {sells && <Some title={t('home.stuck')} collection="opportunities" filter={`${has('sales-rep') ? 'owner==me;' : ''}stuck==true`} sort="closeDate" />}
        {has('support-agent', 'support-manager', 'success-manager', 'crm-admin') && kinds.cases && <Some title={t('home.cases')} collection="cases" filter="status=out=(RESOLVED,CLOSED,REJECTED,DUPLICATE)" sort="-createdAt" />}
        {has('marketer', 'marketing-manager', 'crm-admin') && kinds.campaigns && <Some title={t('home.campaigns')} collection="campaigns" filter="status=in=(APPROVED,ACTIVE,PAUSED)" sort="-createdAt" />}
        {has('sales-manager', 'executive', 'marketing-manager', 'crm-admin', 'data-steward') && <Figures />}
        {has('data-steward', 'compliance-officer', 'executive', 'sales-manager', 'marketing-manager', 'support-manager', 'crm-admin') && <Quality />}
      </SimpleGrid>
    </Stack>
  );
}

function Tasks() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['list', 'activities', 'mine'], queryFn: ({ signal }) => read<Page>(`/activities${query({ filter: MINE_TO_DO, sort: 'dueAt', limit: 12 })}`, signal) });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('home.tasks')}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{t('home.tasks')}</Title><Anchor component={Link} to="/activities" search={{ filter: MINE_TO_DO } as never} size="xs">{t('list.all')}</Anchor></Group>
      <LogForm />
      <Stack gap="xs" mt="sm">{!data ? <Skeleton height={60} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('home.noTasks')}</Text> : data.items.map((activity) => <ActivityLine key={String(activity.id)} activity={activity} />)}</Stack>
    </Paper>
  );
}

function Some({ title, collection, filter, sort }: { title: string; collection: string; filter: string; sort: string }) {
  const { t } = useTranslation();
  const kind = kinds[collection]!;
  const { data, isError } = useQuery({ queryKey: ['list', collection, 'home', filter], queryFn: ({ signal }) => read<Page>(`/${collection}${query({ filter, sort, limit: 10 })}`, signal) });
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{title}</Title><Anchor component={Link} to={`/${collection}`} search={{ filter, sort } as never} size="xs">{t('list.all')}</Anchor></Group>
      {isError ? <Text size="sm" c="dimmed">{t('record.notShown')}</Text> : !data ? <Skeleton height={120} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('home.nothing')}</Text> : (
        <Stack gap={6}>
          {data.items.map((record) => (
            <Group key={String(record.id)} gap="xs" wrap="nowrap" justify="space-between">
              <Anchor component={Link} to={`/${collection}/${record.id}`} size="sm" truncate>{kind.title(record)}</Anchor>
              <Group gap={6} wrap="nowrap">{record.amount !== undefined && <Text size="xs">{money(record.amount, record.currency)}</Text>}{record.closeDate ? <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>{date(record.closeDate)}</Text> : null}{kind.status && record[kind.status] ? <Box visibleFrom={record.amount === undefined ? undefined : 'xs'}><Status value={record[kind.status]} /></Box> : null}</Group>
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  );
}

/** How good the data is, kind by kind. */
function Quality() {
  const { t } = useTranslation();
  const path = '/quality/scores/summary?groupBy=recordType';
  const { data } = useQuery({ queryKey: ['quality', 'summary', path], queryFn: ({ signal }) => read<{ items: { key: string; average: number; complete: number; records: number }[] }>(path, signal), retry: false });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('quality.title')}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{t('quality.title')}</Title><Anchor component={Link} to="/quality" size="xs">{t('list.all')}</Anchor></Group>
      {!data || data.items.length === 0 ? <Text size="sm" c="dimmed">{t('quality.none')}</Text> : (
        <Stack gap={4}>
          {data.items.map((each) => <Group key={each.key} justify="space-between" wrap="nowrap"><Text size="sm">{word(collectionOf(each.key) ?? each.key, 'kind')}</Text><Text size="sm">{number(Math.round(each.average))} · {t('quality.of', { complete: number(each.complete), records: number(each.records) })}</Text></Group>)}
        </Stack>
      )}
    </Paper>
  );
}

interface Grouped {
  items: Json[];
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
      <Stack gap={4}>
        {deals.data?.items.map((each) => (
          <Group key={String(each.forecastCategory)} justify="space-between">
            <Anchor component={Link} to="/opportunities" search={{ filter: `forecastCategory==${each.forecastCategory}` } as never} size="sm">{word(String(each.forecastCategory), 'value')}</Anchor>
            <Text size="sm">{number(each.count)}{company.data ? ` · ${money(each['sum(amount)'] ?? 0, company.data.currency)}` : ''}</Text>
          </Group>
        ))}
        <Text fw={500} size="sm" mt="xs">{word('leads', 'kind')}</Text>
        {leads.data?.items.map((each) => (
          <Group key={String(each.status)} justify="space-between">
            <Anchor component={Link} to="/leads" search={{ filter: `status==${each.status}` } as never} size="sm">{word(String(each.status), 'value')}</Anchor>
            <Text size="sm">{number(each.count)}</Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
