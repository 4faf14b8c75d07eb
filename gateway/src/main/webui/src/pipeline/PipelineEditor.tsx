import { ActionIcon, Alert, Button, Checkbox, Group, NumberInput, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, Refusal, type Json } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';
import { bodyOf, CATEGORIES, newStage, shifted, type PipelineDraft, type StageDraft } from './draft';

interface InUse {
  stageId: string;
  name: string;
  open: number;
}

/** Edits one pipeline as a whole; what a service says against it stands at the stage that it is about. */
export function PipelineEditor({ start, edits, onDone, onCancel }: { start: PipelineDraft; edits: boolean; onDone: (pipeline: Json) => void; onCancel?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [replacements, setReplacements] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: () => (draft.id ? patch(`/pipelines/${draft.id}`, bodyOf(draft, replacements), draft.version) : post('/pipelines', bodyOf(draft))),
    onSuccess: (pipeline) => {
      notifications.show({ message: t('pipeline.saved') });
      void client.invalidateQueries({ queryKey: ['pipelines'] });
      void client.invalidateQueries({ queryKey: ['board'] });
      onDone(pipeline);
    },
    onError: (fault) => {
      if (fault instanceof Refusal && fault.status === 412) {
        void client.invalidateQueries({ queryKey: ['pipelines'] });
      }
    },
  });
  const refusal = save.error instanceof Refusal ? save.error : undefined;
  const inUse = (refusal?.type.endsWith('stage-in-use') ? refusal.body.stages : undefined) as InUse[] | undefined;
  const at = (pointer: string) => refusal?.errors.find((error) => error.pointer === pointer)?.detail;
  const shownAtFields = refusal?.errors.some((error) => error.pointer.startsWith('/stages/') || error.pointer === '/name');
  const change = (index: number, part: Partial<StageDraft>) => setDraft((before) => ({ ...before, stages: before.stages.map((stage, i) => (i === index ? { ...stage, ...part } : stage)) }));
  const stages = (next: (before: StageDraft[]) => StageDraft[]) => setDraft((before) => ({ ...before, stages: next(before.stages) }));
  const open = draft.stages.filter((stage) => stage.outcome === 'OPEN');
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <Stack gap="sm">
        {save.error && !inUse && !shownAtFields && <Alert color="red" title={explain(save.error).title}>{explain(save.error).message}</Alert>}
        <Group align="flex-end">
          <TextInput label={word('name')} required value={draft.name} readOnly={!edits} error={at('/name')} onChange={(event) => { const name = event.currentTarget.value; setDraft((before) => ({ ...before, name })); }} />
          <Checkbox label={t('pipeline.isDefault')} checked={draft.isDefault} disabled={!edits || start.isDefault} onChange={(event) => { const isDefault = event.currentTarget.checked; setDraft((before) => ({ ...before, isDefault })); }} mb={8} />
        </Group>
        {draft.stages.map((stage, index) => (
          <StageCard key={stage.key} stage={stage} edits={edits} at={(member) => at(`/stages/${index}/${member}`)} onChange={(part) => change(index, part)}
            onShift={(by) => stages((before) => shifted(before, index, by))} first={index === 0} last={index === open.length - 1}
            {...(open.length > 1 ? { onRemove: () => stages((before) => before.filter((_, i) => i !== index)) } : {})} />
        ))}
        {edits && <Group><Button variant="default" size="sm" leftSection={<IconPlus size={16} />} onClick={() => stages((before) => [...before.slice(0, open.length), newStage(), ...before.slice(open.length)])}>{t('pipeline.addStage')}</Button></Group>}
        {inUse && <Alert color="orange" title={refusal?.title}>
          <Stack gap="xs">{inUse.map((used) => (
            <Select key={used.stageId} label={t('pipeline.goTo', { stage: used.name, count: used.open })} required data={open.filter((stage) => stage.id).map((stage) => ({ value: stage.id!, label: stage.name }))}
              value={replacements[used.stageId] ?? null} onChange={(to) => { if (to) { setReplacements((before) => ({ ...before, [used.stageId]: to })); } }} />
          ))}</Stack>
        </Alert>}
        {edits && <Group><Button type="submit" loading={save.isPending}>{t('save')}</Button>{onCancel && <Button variant="default" onClick={onCancel}>{t('cancel')}</Button>}</Group>}
      </Stack>
    </form>
  );
}

interface Card {
  stage: StageDraft;
  edits: boolean;
  first: boolean;
  last: boolean;
  at: (member: string) => string | undefined;
  onChange: (part: Partial<StageDraft>) => void;
  onShift: (by: -1 | 1) => void;
  onRemove?: () => void;
}

function StageCard({ stage, edits, first, last, at, onChange, onShift, onRemove }: Card) {
  const { t } = useTranslation();
  const open = stage.outcome === 'OPEN';
  const criterion = (index: number, part: object) => onChange({ exitCriteria: stage.exitCriteria.map((each, i) => (i === index ? { ...each, ...part } : each)) });
  const named = stage.name || t('pipeline.unnamed');
  return (
    <Paper withBorder p="sm" component="section" aria-label={named}>
      <Group align="flex-start" gap="sm">
        <TextInput label={word('name')} required value={stage.name} readOnly={!edits} error={at('name')} onChange={(event) => onChange({ name: event.currentTarget.value })} style={{ flex: 2, minWidth: 140 }} />
        {open ? <>
          <NumberInput label={word('probability')} required min={0} max={100} suffix=" %" value={stage.probability} readOnly={!edits} error={at('probability')} onChange={(value) => onChange({ probability: value === '' ? '' : Number(value) })} hideControls w={110} />
          <Select label={word('forecastCategory')} data={CATEGORIES.map((each) => ({ value: each, label: word(each, 'value') }))} value={stage.forecastCategory} readOnly={!edits} error={at('forecastCategory')} onChange={(value) => { if (value) { onChange({ forecastCategory: value }); } }} allowDeselect={false} w={160} />
          <NumberInput label={t('pipeline.maxDays')} min={1} max={3650} value={stage.maxDays} readOnly={!edits} error={at('maxDays')} onChange={(value) => onChange({ maxDays: value === '' ? '' : Number(value) })} hideControls w={130} />
          {edits && <Group gap={4} mt={{ base: 0, sm: 25 }}>
            <ActionIcon variant="default" size={36} disabled={first} onClick={() => onShift(-1)} aria-label={t('pipeline.up', { stage: named })}><IconArrowUp size={16} /></ActionIcon>
            <ActionIcon variant="default" size={36} disabled={last} onClick={() => onShift(1)} aria-label={t('pipeline.down', { stage: named })}><IconArrowDown size={16} /></ActionIcon>
            {onRemove && <ActionIcon variant="default" size={36} onClick={onRemove} aria-label={t('pipeline.remove', { stage: named })}><IconTrash size={16} /></ActionIcon>}
          </Group>}
        </> : <Text size="sm" c="dimmed" mt={30}>{word(stage.outcome, 'value')}</Text>}
      </Group>
      {open && <Stack gap={6} mt="xs">
        {stage.exitCriteria.map((each, index) => (
          <Group key={index} align="flex-start" gap="xs">
            <TextInput label={index === 0 ? t('pipeline.criterion') : undefined} aria-label={t('pipeline.criterion')} placeholder="amount=gt=0" value={each.filter} readOnly={!edits} error={at(`exitCriteria/${index}/filter`)} onChange={(event) => criterion(index, { filter: event.currentTarget.value })} style={{ flex: 1, minWidth: 180 }} styles={{ input: { fontFamily: 'monospace' } }} />
            <TextInput label={index === 0 ? t('pipeline.inWords') : undefined} aria-label={t('pipeline.inWords')} value={each.description} readOnly={!edits} maxLength={300} onChange={(event) => criterion(index, { description: event.currentTarget.value })} style={{ flex: 1, minWidth: 180 }} />
            {edits && <ActionIcon variant="subtle" color="gray" mt={index === 0 ? 30 : 6} onClick={() => onChange({ exitCriteria: stage.exitCriteria.filter((_, i) => i !== index) })} aria-label={t('pipeline.removeCriterion', { criterion: each.description || each.filter })}><IconTrash size={14} /></ActionIcon>}
          </Group>
        ))}
        {edits && <Group><Button variant="subtle" size="compact-xs" onClick={() => onChange({ exitCriteria: [...stage.exitCriteria, { filter: '', description: '' }] })}>{t('pipeline.addCriterion')}</Button></Group>}
      </Stack>}
    </Paper>
  );
}
