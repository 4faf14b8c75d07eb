import { Group, Progress, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { read } from '../api/client';
import { ago, number } from '../language/format';
import { said, word } from '../language/language';
import { legible } from '../records/legible';
import { Status } from '../records/value';

interface Factor {
  name: string;
  weight: number;
  value: number;
  effect: number;
  evidence: string;
}

interface HealthAnswer {
  score: number;
  band: string;
  trend: string;
  factors: Factor[];
  calculatedAt: string;
}

const COLOUR: Record<string, string> = { GREEN: 'green', YELLOW: 'yellow', RED: 'red' };

/** How an account is, and what that is made of. */
export function Health({ account }: { account: string }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery({ queryKey: ['health', account], queryFn: ({ signal }) => read<HealthAnswer>(`/health/${account}`, signal), retry: false });
  if (isError) {
    return <Text size="sm" c="dimmed">{t('record.notShown')}</Text>;
  }
  if (!data) {
    return <Skeleton height={80} />;
  }
  return (
    <Stack gap="xs">
      <Group><Text fw={700} size="xl">{data.score}</Text><Status value={data.band} /><Text size="sm" c="dimmed">{word(data.trend, 'value')} · {ago(data.calculatedAt)}</Text></Group>
      <Progress value={data.score} color={COLOUR[data.band] ?? 'gray'} aria-label={t('record.health')} />
      <Table>
        <Table.Tbody>
          {data.factors.map((factor) => <Table.Tr key={factor.name}><Table.Td>{word(factor.name)}</Table.Td><Table.Td ta="right">{factor.effect > 0 ? '+' : ''}{number(factor.effect)}</Table.Td><Table.Td c="dimmed">{legible(said(factor.evidence), 'anywhere')}</Table.Td></Table.Tr>)}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
