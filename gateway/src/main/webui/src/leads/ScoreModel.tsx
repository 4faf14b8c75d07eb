import { Alert, Badge, Button, Group, Paper, Progress, SimpleGrid, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { post, read, Refusal } from '../api/client';
import { useMe } from '../api/me';
import { Chart } from '../analytics/Chart';
import { explain } from '../app/explain';
import { moment, number } from '../language/format';
import { word } from '../language/language';

interface Band {
  from: number;
  to: number;
  leads: number;
  promised: number;
  converted: number;
}

interface Model {
  id: string;
  version: number;
  state: string;
  progress: number;
  reason?: string;
  requestedBy: string;
  createdAt: string;
  trainedAt?: string;
  method?: string;
  rows?: number;
  heldOut?: number;
  auc?: number;
  brier?: number;
  logLoss?: number;
  baseRate?: number;
  calibration?: Band[];
  features?: { field: string; label: string; weight: number }[];
  refused?: { field: string; reason: string }[];
}

const TEAL = '#0c8599';
const GREEN = '#2f9e44';
const POLL_MS = 1_000;
const percent = (value: number) => `${number(Math.round(value))} %`;
const share = (value: number) => number(Math.round(value * 10_000) / 10_000);

/** The model that says how likely leads convert: how good it is, what it looks at, and how to have it learn anew. */
export function ScoreModel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const models = useQuery({
    queryKey: ['score-models'],
    queryFn: ({ signal }) => read<{ items: Model[] }>('/lead-scoring/models', signal),
    refetchInterval: (latest) => (latest.state.data?.items.some((model) => model.state === 'TRAINING' || model.state === 'QUEUED') ? POLL_MS : false),
  });
  const train = useMutation({
    mutationFn: () => post('/lead-scoring/models', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['score-models'] }),
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  const speaks = models.data?.items.find((model) => model.state === 'CHAMPION');
  const may = me?.roles.some((role) => ['marketing-manager', 'crm-admin'].includes(role));
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h3">{t('scoring.title')}</Title>
        {may && <Button onClick={() => train.mutate()} loading={train.isPending}>{t('scoring.train')}</Button>}
      </Group>
      {models.error && <Alert color={models.error instanceof Refusal && models.error.status === 403 ? 'yellow' : 'red'} title={explain(models.error).title}>{explain(models.error).message}</Alert>}
      {models.isPending ? <Skeleton height={240} /> : !speaks ? <Paper withBorder p="xl"><Text ta="center" c="dimmed">{t('scoring.none')}</Text></Paper> : <Quality model={speaks} />}
      {models.data && models.data.items.length > 0 && (
        <Paper withBorder style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('scoring.all')}>
          <Table>
            <Table.Thead><Table.Tr><Table.Th>{word('version')}</Table.Th><Table.Th>{t('consent.state')}</Table.Th><Table.Th>AUC</Table.Th><Table.Th>{t('scoring.rows')}</Table.Th><Table.Th>{t('scoring.trained')}</Table.Th><Table.Th>{t('scoring.why')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {models.data.items.map((model) => (
                <Table.Tr key={model.id}>
                  <Table.Td>{number(model.version)}</Table.Td>
                  <Table.Td>{model.state === 'TRAINING' ? <Progress value={model.progress} w={100} aria-label={t('scoring.progress')} animated /> : <Badge variant="light" color={model.state === 'CHAMPION' ? 'green' : 'gray'} tt="none">{t(`scoring.states.${model.state}`, { defaultValue: word(model.state, 'value') })}</Badge>}</Table.Td>
                  <Table.Td>{model.auc === undefined ? '–' : share(model.auc)}</Table.Td>
                  <Table.Td>{model.rows === undefined ? '–' : number(model.rows)}</Table.Td>
                  <Table.Td>{moment(model.trainedAt ?? model.createdAt)}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{model.reason}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
    </Stack>
  );
}

function Quality({ model }: { model: Model }) {
  const { t } = useTranslation();
  const bands = useMemo(() => model.calibration ?? [], [model]);
  const labels = useMemo(() => bands.map((band) => `${Math.round(band.from * 100)}–${Math.round(band.to * 100)} %`), [bands]);
  const series = useMemo(() => [
    { name: t('scoring.promised'), color: TEAL, values: bands.map((band) => band.promised * 100) },
    { name: t('scoring.came'), color: GREEN, values: bands.map((band) => band.converted * 100) },
  ], [bands, t]);
  const most = Math.max(...(model.features ?? []).map((feature) => feature.weight), Number.MIN_VALUE);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Paper withBorder p="md" component="section" aria-label={t('scoring.calibration')}>
        <Title order={2} size="h5" mb="xs">{t('scoring.calibration')}</Title>
        <Text size="sm" mb="xs">{t('scoring.measured', { auc: share(model.auc ?? 0), brier: share(model.brier ?? 0), rate: percent((model.baseRate ?? 0) * 100), rows: number(model.rows ?? 0), held: number(model.heldOut ?? 0) })}</Text>
        <Chart kind="bar" labels={labels} series={series} format={percent} label={t('scoring.calibration')} />
      </Paper>
      <Paper withBorder p="md" component="section" aria-label={t('scoring.features')}>
        <Title order={2} size="h5" mb="xs">{t('scoring.features')}</Title>
        <Stack gap={6}>
          {(model.features ?? []).map((feature) => (
            <div key={feature.field}>
              <Group justify="space-between"><Text size="sm">{feature.label}</Text><Text size="xs" c="dimmed">{share(feature.weight)}</Text></Group>
              <Progress value={Math.max(0, (100 * feature.weight) / most)} aria-label={feature.label} />
            </div>
          ))}
          {(model.refused ?? []).map((each) => <Text key={each.field} size="xs" c="dimmed">{word(each.field)}: {each.reason}</Text>)}
        </Stack>
      </Paper>
    </SimpleGrid>
  );
}
