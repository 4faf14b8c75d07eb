import { Badge, Group, Stack, Text, Tooltip } from '@mantine/core';
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

/** How likely a lead becomes a customer; in a list with the reasons on demand, on its page beside them. */
export function Score({ lead, inList }: { lead: Json; inList?: boolean }) {
  const { t } = useTranslation();
  const score = Number(lead.score);
  const reasons = reasonsOf(lead);
  const badge = <Badge variant="light" color={score >= GOOD ? 'green' : score >= FAIR ? 'yellow' : 'gray'} tabIndex={inList && reasons.length > 0 ? 0 : undefined}>{number(score)}</Badge>;
  const lines = reasons.map((each) => <Text key={each.reason} size="xs">{effect(each)} {said(each.reason)}</Text>);
  if (inList) {
    return reasons.length > 0 ? <Tooltip label={<Stack gap={2}>{lines}</Stack>} events={{ hover: true, focus: true, touch: true }} multiline maw={320}>{badge}</Tooltip> : badge;
  }
  return (
    <Stack gap={4}>
      <Group gap={6}>{badge}<Text size="xs" c="dimmed">{t('lead.scoreOf')}</Text></Group>
      {lines}
    </Stack>
  );
}

function effect({ effect: by }: Reason) {
  const value = Number(by ?? 0);
  return value === 0 ? '·' : `${value > 0 ? '+' : '−'}${number(Math.abs(Math.round(value * 100) / 100))}`;
}
