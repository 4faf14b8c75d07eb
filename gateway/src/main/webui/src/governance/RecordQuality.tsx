import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query, read } from '../api/client';
import { number } from '../language/format';
import { word } from '../language/language';

export interface Failure {
  ruleId: string;
  field: string;
  mode: string;
  gain: number;
  why: string;
  example?: string;
  fix?: string;
}

interface Quality {
  score: number;
  failed: Failure[];
}

const GOOD = 90;
const FAIR = 60;
/** A change is scored a moment after it is stored, so the score is read again a few times. */
const LOOKS = 3;
const LOOK_MS = 1_000;
/** Kinds of records that rules are made for. */
export const SCORED = ['lead', 'account', 'contact', 'opportunity', 'activity', 'product', 'campaign', 'case'];

/** What is wrong with a value and what to do about it, in one line. */
export function advice(failure: Pick<Failure, 'why' | 'fix' | 'example'>, example: (value: string) => string): string {
  const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
  return [failure.why, failure.fix, failure.example && example(failure.example)].filter((each): each is string => Boolean(each)).map(sentence).join(' ');
}

export function ScoreBadge({ score }: { score: number }) {
  return <Badge variant="light" miw="max-content" color={score >= GOOD ? 'green' : score >= FAIR ? 'yellow' : 'red'}>{number(score)}</Badge>;
}

/** How good the data of a record is, and what would raise it; nothing where no rule holds. */
export function RecordQuality({ name, id, version }: { name: string; id: string; version: unknown }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['quality', name, id, version],
    // the list, since a record that was made this moment is not known there yet, and that is no fault
    queryFn: async ({ signal }) => (await read<{ items: Quality[] }>(`/quality/scores${query({ recordType: name, recordId: id })}`, signal)).items[0] ?? null,
    enabled: SCORED.includes(name),
    retry: false,
    placeholderData: (before) => before,
    refetchInterval: (latest) => (latest.state.dataUpdateCount < LOOKS && latest.state.status === 'success' ? LOOK_MS : false),
  });
  if (!data) {
    return null;
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={t('quality.title')}>
      <Group gap={6}><Title order={2} size="h6">{t('quality.title')}</Title><ScoreBadge score={data.score} /><Text size="sm" c="dimmed">{data.failed.length === 0 ? t('quality.complete') : t('quality.raises')}</Text></Group>
      {data.failed.map((failure) => (
        <Text key={failure.ruleId} size="xs"><Text span size="xs" c="dimmed">+{number(failure.gain)}</Text> <Text span size="xs" fw={500}>{word(failure.field)}</Text>: {advice(failure, (value) => t('quality.example', { value }))}</Text>
      ))}
    </Paper>
  );
}
