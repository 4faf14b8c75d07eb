import { Group, Select, SimpleGrid, Stack, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, type Json } from '../api/client';
import { useMe } from '../api/me';
import { placesFor } from '../app/departments';
import { Attribution } from '../campaigns/Attribution';
import { money, number } from '../language/format';
import { said, word } from '../language/language';
import { teamName } from '../people/names';
import { Figures, type Figure } from './Figures';

const GROUPS = ['owner', 'team', 'leadSource', 'industry', 'product', 'territory', 'month', 'quarter'] as const;
const TEAL = '#0c8599';
const GREEN = '#2f9e44';
const GRAY = '#868e96';
const DAY = 86_400;

type Time = { from?: string; to?: string };

/** Days of a time that people name. */
export function timeOf(name: string, today: Date): Time {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const year = today.getUTCFullYear();
  const quarter = Math.floor(today.getUTCMonth() / 3);
  switch (name) {
    case 'quarter':
      return { from: day(new Date(Date.UTC(year, quarter * 3, 1))), to: day(today) };
    case 'lastQuarter':
      return { from: day(new Date(Date.UTC(year, quarter * 3 - 3, 1))), to: day(new Date(Date.UTC(year, quarter * 3, 0))) };
    case 'thisYear':
      return { from: day(new Date(Date.UTC(year, 0, 1))), to: day(today) };
    default:
      return {};
  }
}

const part = (item: Json, name: string) => (item[name] ?? {}) as Json;
const known = (value: unknown) => (value === undefined || value === null ? null : Number(value));
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const plainNumber = (value: number) => number(value);
const inMoney = (value: number, currency: string) => money(Math.round(value), currency);
const day = (item: Json) => String(item.day);
const stage = (item: Json) => said(item.stage);
const owner = (item: Json) => text(item.owner);

/** How deals fare: each figure leads to the deals behind it. */
export function Analytics() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [time, setTime] = useState('year');
  const [groupBy, setGroupBy] = useState<string>('owner');
  const span = useMemo(() => timeOf(time, new Date()), [time]);
  const shown = useMemo(() => {
    const figure = (name: string, color: string, value: Figure['value'], filter: Figure['filter']): Figure => ({ name, color, value, filter });
    return {
      label: (item: Json) => (groupBy === 'team' && item.team ? teamName(String(item.team)) : String(item[groupBy] ?? t('analytics.without'))),
      won: [figure(t('analytics.won'), GREEN, (item) => known(part(item, 'won').count), (item) => text(part(item, 'won').filter)), figure(t('analytics.lost'), GRAY, (item) => known(part(item, 'lost').count), (item) => text(part(item, 'lost').filter))],
      revenue: [figure(t('analytics.revenue'), GREEN, (item) => known(item.base), (item) => text(item.filter))],
      reached: [figure(t('analytics.reached'), TEAL, (item) => known(item.count), (item) => text(item.filter)), figure(t('analytics.lostHere'), GRAY, (item) => known(part(item, 'lostHere').count), (item) => text(part(item, 'lostHere').filter))],
      stays: [figure(t('analytics.median'), TEAL, (item) => (item.medianSeconds === undefined ? null : Number(item.medianSeconds) / DAY), (item) => text(item.filter)), figure(t('analytics.p90'), GRAY, (item) => (item.p90Seconds === undefined ? null : Number(item.p90Seconds) / DAY), (item) => text(item.filter))],
      cycle: [figure(t('analytics.won'), GREEN, (item) => known(part(item, 'won').medianDays), (item) => text(part(item, 'won').filter)), figure(t('analytics.lost'), GRAY, (item) => known(part(item, 'lost').medianDays), (item) => text(part(item, 'lost').filter))],
      trend: [figure(t('analytics.open'), TEAL, (item) => known(item.base), (item) => text(item.filter)), figure(t('analytics.weighted'), GREEN, (item) => known(item.weightedBase), (item) => text(item.filter))],
    };
  }, [groupBy, t]);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h3">{t('analytics.title')}</Title>
        <Group gap="xs">
          <Select size="sm" w={170} aria-label={t('analytics.time')} data={['year', 'thisYear', 'quarter', 'lastQuarter'].map((each) => ({ value: each, label: t(`analytics.times.${each}`) }))} value={time} onChange={(next) => setTime(next ?? 'year')} allowDeselect={false} />
          <Select size="sm" w={170} aria-label={t('analytics.by')} data={GROUPS.map((each) => ({ value: each, label: t(`analytics.groups.${each}`, { defaultValue: word(each) }) }))} value={groupBy} onChange={(next) => setGroupBy(next ?? 'owner')} allowDeselect={false} />
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Figures title={t('analytics.winRate')} path={`/analytics/win-rate${query({ ...span, groupBy })}`} label={shown.label} person={groupBy === 'owner' ? owner : undefined} figures={shown.won} format={plainNumber} stacked />
        <Figures title={t('analytics.wonRevenue')} path={`/analytics/won-revenue${query({ ...span, groupBy })}`} label={shown.label} person={groupBy === 'owner' ? owner : undefined} figures={shown.revenue} format={inMoney} />
        <Figures title={t('analytics.conversion')} path={`/analytics/conversion${query({ ...span })}`} label={stage} figures={shown.reached} format={plainNumber} />
        <Figures title={t('analytics.duration')} path={`/analytics/stage-duration${query({ ...span })}`} label={stage} figures={shown.stays} days />
        <Figures title={t('analytics.cycle')} path={`/analytics/sales-cycle${query({ ...span, groupBy })}`} label={shown.label} person={groupBy === 'owner' ? owner : undefined} figures={shown.cycle} days />
        <Figures title={t('analytics.trend')} path={`/analytics/pipeline-trend${query({ ...span, interval: 'week' })}`} kind="line" label={day} figures={shown.trend} format={inMoney} />
        {placesFor(me?.roles ?? []).some((place) => place.name === 'campaigns') && <Attribution {...span} />}
      </SimpleGrid>
    </Stack>
  );
}
