import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/client';
import { number } from '../language/format';
import { said } from '../language/language';

interface Reason {
  reason: string;
  effect: number;
}

const GOOD = 70;
const FAIR = 40;

/** The reasons of a score as they come, the strongest first. */
export function reasonsOf(lead: Json): Reason[] {
  const reasons = Array.isArray(lead.scoreReasons) ? (lead.scoreReasons as Partial<Reason>[]) : [];
  return reasons.filter((each): each is Reason => typeof each?.reason === 'string').sort((one, other) => Math.abs(Number(other.effect ?? 0)) - Math.abs(Number(one.effect ?? 0)));
}

export const colourOf = (score: number) => (score >= GOOD ? 'green' : score >= FAIR ? 'yellow' : 'gray');
export const lines = (reasons: Reason[]) => reasons.map((each) => <Text key={each.reason} size="xs">{effect(each)} {said(each.reason)}</Text>);

/** How likely a lead becomes a customer, with the reasons beside it. */
export function Score({ lead }: { lead: Json }) {
  const { t } = useTranslation();
  const score = Number(lead.score);
  return (
    <Stack gap={4}>
      <Group gap={6}><Badge variant="light" color={colourOf(score)}>{number(score)}</Badge><Text size="xs" c="dimmed">{t('lead.scoreOf')}</Text></Group>
      {lines(reasonsOf(lead))}
    </Stack>
  );
}

function effect({ effect: by }: Reason) {
  const value = Number(by ?? 0);
  return value === 0 ? '·' : `${value > 0 ? '+' : '−'}${number(Math.abs(Math.round(value * 100) / 100))}`;
}
