import { Group, Select, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Figures, type Figure } from '../analytics/Figures';
import { query, type Json } from '../api/client';
import type { components } from '../api/generated/campaigns';
import { money, number } from '../language/format';
import { word } from '../language/language';
import { Behind, type Wanted } from './Behind';

const MODELS = Object.keys({ FIRST: 1, LAST: 1, LINEAR: 1, U_SHAPED: 1, TIME_DECAY: 1 } satisfies Record<components['schemas']['Model'], 1>);
const STAGES = Object.keys({ QUALIFIED: 1, OPEN: 1, WON: 1, LOST: 1, ALL: 1 } satisfies Record<components['schemas']['Stage'], 1>);
const inMoney = (value: number, currency: string) => money(Math.round(value), currency);
const shares = (value: number) => number(Math.round(value * 100) / 100);
const name = (item: Json) => String(item.name ?? '');

/** What of the deals is owed to which campaign, by the model that one believes in. */
export function Attribution({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const { t } = useTranslation();
  const [model, setModel] = useState('LINEAR');
  const [stage, setStage] = useState('WON');
  const [wanted, setWanted] = useState<Wanted>();
  const path = `/attribution${query({ model, stage, from, to })}`;
  const shown = useMemo(() => {
    const figure = (label: string, color: string, member: string): Figure => ({ name: label, color, value: (item) => Number(item[member]), filter: () => undefined, behind: (item) => setWanted({ of: 'deals', campaign: String(item.campaignId), model, stage, from, to, title: `${name(item)} (${word(model, 'value')}, ${word(stage, 'value')})` }) });
    return { worth: [figure(t('attribution.amount'), '#2f9e44', 'amountBase')], deals: [figure(t('attribution.deals'), '#0c8599', 'count')] };
  }, [t, model, stage, from, to]);
  const chosen = `${word(model, 'value')}, ${word(stage, 'value')}`;
  return (
    <>
      <Group justify="space-between" style={{ gridColumn: '1 / -1' }}>
        <Title order={2} size="h4">{t('attribution.title')}</Title>
        <Group gap="xs">
          <Select size="sm" w={170} aria-label={t('attribution.model')} data={MODELS.map((each) => ({ value: each, label: word(each, 'value') }))} value={model} onChange={(next) => setModel(next ?? 'LINEAR')} allowDeselect={false} />
          <Select size="sm" w={170} aria-label={t('attribution.stage')} data={STAGES.map((each) => ({ value: each, label: word(each, 'value') }))} value={stage} onChange={(next) => setStage(next ?? 'WON')} allowDeselect={false} />
        </Group>
      </Group>
      <Figures title={`${t('attribution.worth')} (${chosen})`} path={path} collection="campaigns" label={name} figures={shown.worth} format={inMoney} />
      <Figures title={`${t('attribution.number')} (${chosen})`} path={path} collection="campaigns" label={name} figures={shown.deals} format={shares} />
      {wanted && <Behind wanted={wanted} onClose={() => setWanted(undefined)} />}
    </>
  );
}
