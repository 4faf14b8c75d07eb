import { Anchor, Box, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read, type Page } from '../api/client';
import { useMe } from '../api/me';
import { ActivityLine } from '../activities/RelatedActivities';
import { LogForm } from '../activities/LogForm';
import { date, money } from '../language/format';
import { word } from '../language/language';
import { Deadline, isRunning } from '../records/Deadline';
import { kinds, mayCreate } from '../records/kinds';
import { Status } from '../records/value';
import classes from './Home.module.css';

const Cards = lazy(() => import('./Cards').then((module) => ({ default: module.Cards })));

const isPast = (day: unknown) => String(day) < new Date().toISOString().slice(0, 10);

const OPEN = 'forecastCategory=out=(CLOSED,OMITTED)';
const OPEN_CASES = 'status=out=(RESOLVED,CLOSED,REJECTED,DUPLICATE)';
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
      <div className={classes.cards}>
        {!has('executive', 'compliance-officer') && <Tasks />}
        {(sells || has('marketer', 'marketing-manager')) && <Some title={t('home.newLeads')} collection="leads" filter={has('sales-rep') ? 'owner==me;status=in=(NEW,ASSIGNED,RECYCLED)' : 'status==NEW'} sort="-createdAt" />}
        {sells && <Some title={t('home.handoffs')} collection="handoffs" filter="state==OFFERED" sort="dueAt" />}
        {sells && <Some title={t('home.closing')} collection="opportunities" filter={`${has('sales-rep') ? 'owner==me;' : ''}${OPEN}`} sort="closeDate" />}
        {sells && <Some title={t('home.stuck')} collection="opportunities" filter={`${has('sales-rep') ? 'owner==me;' : ''}stuck==true`} sort="closeDate" />}
        {has('support-agent') && <Some title={t('home.myCases')} collection="cases" filter={`owner==me;${OPEN_CASES}`} sort="resolveDueAt" />}
        {has('support-agent', 'support-manager') && <Some title={t('home.nobodysCases')} collection="cases" filter={`owner=null=true;${OPEN_CASES}`} sort="createdAt" />}
        {has('support-agent', 'support-manager', 'success-manager', 'crm-admin') && <Some title={t('home.cases')} collection="cases" filter={OPEN_CASES} sort="-createdAt" />}
        {has('success-manager') && <Some title={t('home.renewals')} collection="accounts" filter="renewalDate=ge=now;renewalDate=le=now+90d" sort="name" />}
        {has('marketer', 'marketing-manager', 'crm-admin') && kinds.campaigns && <Some title={t('home.campaigns')} collection="campaigns" filter="status=in=(APPROVED,ACTIVE,PAUSED)" sort="-createdAt" />}
        {me && <Suspense fallback={<Skeleton height={120} />}><Cards roles={me.roles} /></Suspense>}
      </div>
    </Stack>
  );
}

function Tasks() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { data } = useQuery({ queryKey: ['list', 'activities', 'mine'], queryFn: ({ signal }) => read<Page>(`/activities${query({ filter: MINE_TO_DO, sort: 'dueAt', limit: 12 })}`, signal) });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('home.tasks')}>
      <Group justify="space-between" mb="xs"><Title order={2} size="h5">{t('home.tasks')}</Title><Anchor component={Link} to="/activities" search={{ filter: MINE_TO_DO } as never} size="xs">{t('list.all')}</Anchor></Group>
      {mayCreate(kinds.activities!, me?.roles) && <LogForm />}
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
            <Group key={String(record.id)} className={classes.line!} gap="xs" wrap="nowrap" justify="space-between">
              <Box style={{ minWidth: 0 }}>
                <Anchor component={Link} to={`/${collection}/${record.id}`} size="sm" truncate display="block">{kind.title(record)}</Anchor>
                {collection === 'cases' && Boolean(record.resolveDueAt) && isRunning('resolveDueAt', record) && <Text size="xs" c="dimmed">{word('resolveDueAt')} <Deadline at={record.resolveDueAt} inList size="xs" /></Text>}
                {collection === 'leads' && kind.subtitle?.(record) && <Text size="xs" c="dimmed" truncate>{kind.subtitle(record)}</Text>}
                {record.amount !== undefined && <Text size="xs" c="dimmed">{money(record.amount, record.currency)}{record.closeDate ? <> · <Text span inherit c={isPast(record.closeDate) ? 'red' : undefined}>{date(record.closeDate)}</Text></> : ''}</Text>}
              </Box>
              {kind.status && record[kind.status] ? <Status value={record[kind.status]} /> : null}
            </Group>
          ))}
        </Stack>
      )}
    </Paper>
  );
}
