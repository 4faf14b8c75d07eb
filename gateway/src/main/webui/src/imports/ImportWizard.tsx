import { Alert, Anchor, Button, FileInput, Group, Modal, Progress, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, post, query, read } from '../api/client';
import { explain } from '../app/explain';
import stacked from '../app/stacked.module.css';
import { number } from '../language/format';
import { word } from '../language/language';
import type { Kind } from '../records/kinds';
import { asked, guess, importable, meaning, missing, sample, target, usualMatch, type Mapping, type Sample } from './mapping';
import { Refused } from './Refused';
import { Unmatched, type Unknown } from './Unmatched';

interface Job {
  id: string;
  state: 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'REVERSING' | 'REVERSED';
  dryRun: boolean;
  rows: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  failed: number;
  problem?: string;
  unmatched?: Unknown[];
  reversal?: { archived: number; restored: number; keptBecauseChanged: number };
}

const LOOKED_AT = 65_536;
const SHOWN = 3;
const ENDED = new Set(['COMPLETED', 'FAILED', 'REVERSED']);

/** A file becomes records: which column is which field, a try that changes nothing, the import, and the way back. */
export function ImportWizard({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [seen, setSeen] = useState<Sample>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [matchOn, setMatchOn] = useState<string>('none');
  const [jobId, setJobId] = useState<string>();
  const job = useQuery({
    queryKey: ['import', jobId],
    queryFn: ({ signal }) => read<Job>(`/imports/${jobId}`, signal),
    enabled: Boolean(jobId),
    refetchInterval: (latest) => (latest.state.data && ENDED.has(latest.state.data.state) ? false : 500),
  });
  const failed = (fault: unknown) => notifications.show({ color: 'red', ...explain(fault) });
  const choose = async (chosen: File | null) => {
    setJobId(undefined);
    setFile(chosen ?? undefined);
    const found = chosen ? sample(await chosen.slice(0, LOOKED_AT).text(), chosen.size > LOOKED_AT) : undefined;
    setSeen(found);
    const guessed = found ? guess(kind, found) : {};
    setMapping(guessed);
    setMatchOn(usualMatch(kind, guessed));
  };
  const start = useMutation({
    mutationFn: async (dryRun: boolean) => (await call(`/${kind.collection}/imports${query({ dryRun, matchOn, mapping: asked(mapping) })}`, {
      method: 'POST', body: file, headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': crypto.randomUUID() },
    })).json() as Promise<Job>,
    onSuccess: (begun) => setJobId(begun.id),
    onError: failed,
  });
  const takeBack = useMutation({
    mutationFn: () => post<Job>(`/imports/${jobId}/reversal`, {}),
    onSuccess: (begun) => client.setQueryData(['import', jobId], begun),
    onError: failed,
  });
  const close = () => { void client.invalidateQueries({ queryKey: ['list', kind.collection] }); onClose(); };
  const state = job.data;
  const works = Boolean(jobId) && (!state || !ENDED.has(state.state));
  const tried = state?.dryRun && state.state === 'COMPLETED';
  const done = state && !state.dryRun && state.state === 'COMPLETED';
  return (
    <Modal opened onClose={close} size="xl" title={t('import.title', { kind: word(kind.collection, 'kind') })}>
      <Stack gap="sm">
        <FileInput label={t('import.file')} accept=".csv,text/csv" value={file ?? null} onChange={(chosen) => void choose(chosen)} disabled={works} clearable placeholder={t('import.choose')} data-autofocus />
        {seen && <Columns kind={kind} seen={seen} mapping={mapping} onChange={(next) => { setMapping(next); setJobId(undefined); }} />}
        {seen && missing(kind, mapping).length > 0 && <Text size="sm" role="note">{t('import.missing', { fields: missing(kind, mapping).map((field) => word(field)).join(', ') })}</Text>}
        {seen && (
          <Select label={t('import.match')} description={t('import.matchMore')} value={matchOn} onChange={(next) => { setMatchOn(next ?? 'none'); setJobId(undefined); }} allowDeselect={false} maw={320}
            data={[{ value: 'none', label: t('import.matchNone') }, ...[...new Set(Object.values(mapping).flatMap((each) => (each && !each.field.includes('.') ? [each.field] : [])))].map((field) => ({ value: field, label: word(field) }))]} />
        )}
        {jobId && state && <Outcome job={state} />}
        {tried && state.unmatched && state.unmatched.length > 0 && <Unmatched values={state.unmatched} onMean={(means) => { setMapping(meaning(mapping, means)); setJobId(undefined); }} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{done ? t('import.close') : t('cancel')}</Button>
          {done && state.created + state.updated > 0 && <Button variant="default" color="red" onClick={() => takeBack.mutate()} loading={takeBack.isPending}>{t('import.back')}</Button>}
          {seen && !done && state?.state !== 'REVERSED' && <Button variant={tried && state.created + state.updated > 0 ? 'default' : 'filled'} onClick={() => start.mutate(true)} loading={works && start.variables === true} disabled={works}>{t('import.try')}</Button>}
          {tried && state.created + state.updated > 0 && <Button onClick={() => start.mutate(false)} loading={start.isPending}>{t('import.run', { count: state.created + state.updated, number: number(state.created + state.updated) })}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}

function Columns({ kind, seen, mapping, onChange }: { kind: Kind; seen: Sample; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { t } = useTranslation();
  const fields = importable(kind).map((field) => ({ value: field, label: word(field) }));
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('import.columns')}>
      <Table verticalSpacing={4} className={stacked.table}>
        <Table.Thead><Table.Tr><Table.Th>{t('import.column')}</Table.Th><Table.Th>{t('import.sample')}</Table.Th><Table.Th>{t('filter.field')}</Table.Th><Table.Th>{t('import.format')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {seen.columns.map((column, index) => {
            const to = mapping[column];
            const cells = seen.rows.map((row) => row[index] ?? '');
            return (
              <Table.Tr key={`${column} ${index}`}>
                <Table.Td data-label={t('import.column')} style={{ overflowWrap: 'anywhere' }}>{column}</Table.Td>
                <Table.Td data-label={t('import.sample')} maw={200} style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{cells.filter(Boolean).slice(0, SHOWN).join(', ')}</Table.Td>
                <Table.Td data-label={t('filter.field')}><Select aria-label={t('import.fieldOf', { column })} size="xs" data={fields} value={to?.field ?? null} onChange={(field) => onChange({ ...mapping, [column]: field ? target(kind, field, cells) : undefined })} searchable clearable placeholder={t('import.leftOut')} miw={150} /></Table.Td>
                <Table.Td data-label={t('import.format')}>{to && (to.format !== undefined || ['date', 'instant'].includes(kind.fields.find((each) => each.name === to.field)?.type ?? '')) && <TextInput aria-label={t('import.formatOf', { column })} size="xs" w={110} value={to.format ?? ''} placeholder="yyyy-MM-dd" onChange={(event) => { const format = event.currentTarget.value; onChange({ ...mapping, [column]: { field: to.field, ...(format ? { format } : {}) } }); }} />}{to?.lookup && <Text size="xs" c="dimmed">{t('import.byName')}</Text>}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Outcome({ job }: { job: Job }) {
  const { t } = useTranslation();
  const share = job.rows > 0 ? (100 * job.processed) / job.rows : 0;
  const title = job.state === 'FAILED' ? t('import.stopped') : job.state === 'REVERSED' ? t('import.reversed') : job.state === 'COMPLETED' ? t(job.dryRun ? 'import.tried' : 'import.done') : t('import.works');
  return (
    <Alert color={job.state === 'FAILED' ? 'red' : job.failed > 0 ? 'yellow' : 'green'} title={title} role="status">
      <Stack gap="xs">
        {!ENDED.has(job.state) && <Progress value={share} aria-label={t('import.progress')} animated />}
        <Text size="sm">{t('import.rows', { processed: number(job.processed), rows: number(job.rows) })}</Text>
        <Text size="sm">{t(job.dryRun ? 'import.wouldBe' : 'import.were', { created: number(job.created), updated: number(job.updated), unchanged: number(job.unchanged), duplicates: number(job.duplicates), failed: number(job.failed) })}</Text>
        {job.problem && <Text size="sm">{job.problem}</Text>}
        {job.reversal && job.state === 'REVERSED' && <Text size="sm">{t('import.taken', { archived: number(job.reversal.archived), restored: number(job.reversal.restored), kept: number(job.reversal.keptBecauseChanged) })}</Text>}
        {job.failed > 0 && ENDED.has(job.state) && <Refused importId={job.id} />}
        {job.failed > 0 && <Anchor href={`/api/v1/imports/${job.id}/errors?format=csv`} download size="sm">{t('import.errors', { count: job.failed })}</Anchor>}
      </Stack>
    </Alert>
  );
}
