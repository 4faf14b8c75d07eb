import { Alert, Button, Group, Modal, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { ago } from '../language/format';
import { usePeople } from '../records/titles';
import { draftOf, newPipeline } from './draft';
import { PipelineEditor } from './PipelineEditor';

export const EDITORS = ['sales-manager', 'crm-admin'];

/** The pipelines of the company: everybody reads them, those who run sales change them. */
export function Pipelines() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { data, error } = useQuery({ queryKey: ['pipelines'], queryFn: ({ signal }) => read<Page>('/pipelines', signal), staleTime: 60_000 });
  const [chosen, setChosen] = useState<string>();
  const [making, setMaking] = useState(false);
  const [past, setPast] = useState(false);
  if (error) {
    return <Alert color="red" title={explain(error).title}>{explain(error).message}</Alert>;
  }
  const edits = EDITORS.some((role) => me?.roles.includes(role));
  const pipeline = data?.items.find((each) => each.id === chosen) ?? data?.items.find((each) => each.isDefault) ?? data?.items[0];
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">{t('pipeline.title')}</Title>
        <Group gap="xs">
          <Button component={Link} to="/board" variant="default" size="sm">{t('pipeline.board')}</Button>
          {pipeline && <Button variant="default" size="sm" onClick={() => setPast(true)}>{t('pipeline.versions')}</Button>}
          {edits && <Button size="sm" onClick={() => setMaking(true)}>{t('pipeline.new')}</Button>}
        </Group>
      </Group>
      {!data || !pipeline ? <Skeleton height={300} /> : <>
        <Select label={t('pipeline.which')} data={data.items.map((each) => ({ value: String(each.id), label: String(each.name) + (each.isDefault ? ` (${t('pipeline.default')})` : '') }))} value={making ? null : String(pipeline.id)} onChange={(id) => { if (id) { setMaking(false); setChosen(id); } }} allowDeselect={false} maw={320} />
        {making
          ? <PipelineEditor key="new" start={newPipeline(t('pipeline.won'), t('pipeline.lost'))} edits onDone={(made) => { setMaking(false); setChosen(String(made.id)); }} onCancel={() => setMaking(false)} />
          : <PipelineEditor key={`${pipeline.id}-${pipeline.version}`} start={draftOf(pipeline)} edits={edits} onDone={() => {}} />}
        {past && <Versions pipeline={pipeline} onClose={() => setPast(false)} />}
      </>}
    </Stack>
  );
}

function Versions({ pipeline, onClose }: { pipeline: Json; onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['pipeline-versions', pipeline.id, pipeline.version], queryFn: ({ signal }) => read<Page>(`/pipelines/${pipeline.id}/versions`, signal) });
  const people = usePeople(data?.items.map((version) => String(version.changedBy)) ?? []);
  return (
    <Modal opened onClose={onClose} title={t('pipeline.versions')} size="lg">
      <Stack gap="sm">
        {!data ? <Skeleton height={120} /> : data.items.map((version) => (
          <div key={String(version.version)}>
            <Text size="sm" fw={600}>{t('pipeline.version', { version: Number(version.version), who: people.get(String(version.changedBy)), when: ago(version.changedAt) })}</Text>
            <Text size="sm" c="dimmed">{(version.stages as Json[]).map((stage) => `${stage.name} ${stage.probability} %`).join(' → ')}</Text>
          </div>
        ))}
      </Stack>
    </Modal>
  );
}
