import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archive, patch, post, query, read, Refusal, type Json, type Page } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';
import { ConflictDialog } from '../records/ConflictDialog';
import { collectionOf, kinds } from '../records/kinds';
import { SCORED } from './RecordQuality';
import { bodyOf, changesOf, draftOf, fits, MODES, RULE_KINDS, stateOf, type RuleDraft } from './ruleDraft';

/** Writes a quality rule, puts it in force and out of it. */
export function RuleForm({ rule, edits, onClose }: { rule: Json | undefined; edits: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [seen, setSeen] = useState(rule);
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [conflict, setConflict] = useState<{ mine: Json; current: Json }>();
  const state = seen ? stateOf(seen) : undefined;
  const done = (message: string) => {
    notifications.show({ message });
    void client.invalidateQueries({ queryKey: ['quality'] });
    onClose();
  };
  const save = useMutation({
    mutationFn: ({ mine, of }: { mine: Json; of: Json | undefined }) => (of
      ? patch(`/quality/rules/${of.id}`, mine, of.version)
      : post('/quality/rules', Object.fromEntries(Object.entries(mine).filter(([, value]) => value !== null)))),
    onSuccess: (stored) => done(t(stateOf(stored) === 'published' ? 'rule.isPublished' : 'rule.isSaved')),
    onError: (fault, { mine }) => {
      if (fault instanceof Refusal && fault.status === 412 && fault.current) {
        setConflict({ mine, current: fault.current });
      }
    },
  });
  const retire = useMutation({ mutationFn: () => archive(`/quality/rules/${seen!.id}`, seen!.version), onSuccess: () => done(t('rule.isRetired')) });
  const restore = useMutation({ mutationFn: () => post(`/quality/rules/${seen!.id}/restoration`, {}), onSuccess: () => done(t('rule.isBack')) });
  const store = (active: boolean) => save.mutate(seen ? { mine: { ...changesOf(seen, draft), ...(active === seen.active ? {} : { active }) }, of: seen } : { mine: { ...bodyOf(draft), active }, of: undefined });
  const fault = save.error ?? retire.error ?? restore.error;
  const refusal = save.error instanceof Refusal ? save.error : undefined;
  const reads = !edits || state === 'retired';
  return (
    <Modal opened onClose={onClose} size="lg" title={seen ? t(`rule.${reads ? 'one' : 'change'}`) : t('rule.new')}>
      <form onSubmit={(event) => { event.preventDefault(); store(true); }}>
        <Stack gap="sm">
          {fault && !conflict && !(refusal && refusal.errors.length > 0) && <Alert color="red" title={explain(fault).title}>{explain(fault).message}</Alert>}
          <RuleFields draft={draft} isNew={!seen} reads={reads} at={(field) => refusal?.of(field)} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
          <Group justify="space-between">
            <Group gap="xs">{edits && state === 'published' && <Button variant="default" color="red" loading={retire.isPending} onClick={() => retire.mutate()}>{t('rule.retire')}</Button>}</Group>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
              {edits && state === 'retired' && <Button loading={restore.isPending} onClick={() => restore.mutate()}>{t('rule.restore')}</Button>}
              {!reads && state !== 'published' && <Button variant="default" loading={save.isPending} onClick={(event) => { if (event.currentTarget.form?.reportValidity()) { store(false); } }}>{t('rule.save')}</Button>}
              {!reads && <Button type="submit" loading={save.isPending}>{t(state === 'published' ? 'save' : 'rule.publish')}</Button>}
            </Group>
          </Group>
        </Stack>
      </form>
      {conflict && <ConflictDialog kind={NO_FIELDS} mine={conflict.mine} current={conflict.current} onClose={() => { setSeen(conflict.current); setConflict(undefined); }}
        onResolve={(change) => { const { current } = conflict; setConflict(undefined); setSeen(current); if (Object.keys(change).length > 0) { save.mutate({ mine: change, of: current }); } else { onClose(); } }} />}
    </Modal>
  );
}

/** What a rule says is shown as it is written. */
const NO_FIELDS = { fields: [] };
const WIDE = { flex: 1, minWidth: 180 };

interface Fields {
  draft: RuleDraft;
  isNew: boolean;
  reads: boolean;
  at: (field: string) => string | undefined;
  onChange: (part: Partial<RuleDraft>) => void;
}

function RuleFields({ draft, isNew, reads, at, onChange }: Fields) {
  const { t } = useTranslation();
  const known = kinds[collectionOf(draft.entity) ?? '']?.fields.filter((field) => field.editable && field.type !== 'json') ?? [];
  const added = useQuery({ queryKey: ['list', 'fields', 'of', draft.entity], queryFn: ({ signal }) => read<Page>(`/fields${query({ filter: `entity==${draft.entity}`, limit: 100 })}`, signal), enabled: Boolean(draft.entity), staleTime: 60_000 });
  const choices = [...known.map((field) => ({ value: field.name, label: word(field.name) })), ...(added.data?.items ?? []).map((field) => ({ value: `customFields.${field.name}`, label: String(field.label) }))];
  const fields = draft.field && !choices.some((each) => each.value === draft.field) ? [...choices, { value: draft.field, label: word(draft.field) }] : choices;
  const unfit = draft.kind === 'FORMAT' && fits(draft.pattern, draft.example) === false;
  return (
    <>
      <Group align="flex-start">
        <Select label={t('quality.kind')} required data={SCORED.map((each) => ({ value: each, label: word(collectionOf(each) ?? each, 'kind') }))} value={draft.entity || null} readOnly={reads || !isNew} onChange={(entity) => onChange({ entity: entity ?? '', field: '' })} allowDeselect={false} error={at('entity')} style={WIDE} />
        <Select label={t('quality.field')} required data={fields} value={draft.field || null} readOnly={reads} disabled={!draft.entity} onChange={(field) => onChange({ field: field ?? '' })} searchable allowDeselect={false} error={at('field')} style={WIDE} />
      </Group>
      <Group align="flex-start">
        <Select label={t('rule.asks')} data={RULE_KINDS.map((each) => ({ value: each, label: t(`rule.kinds.${each}`) }))} value={draft.kind} readOnly={reads} onChange={(kind) => kind && onChange({ kind })} allowDeselect={false} error={at('kind')} style={WIDE} />
        <Select label={t('quality.mode')} description={t(`rule.modes.${draft.mode}`)} inputWrapperOrder={['label', 'input', 'description', 'error']} data={MODES.map((each) => ({ value: each, label: t(`quality.modes.${each}`) }))} value={draft.mode} readOnly={reads} onChange={(mode) => mode && onChange({ mode })} allowDeselect={false} error={at('mode')} style={WIDE} />
        <NumberInput label={t('rule.weight')} required min={1} max={100} allowDecimal={false} value={draft.weight} readOnly={reads} onChange={(weight) => onChange({ weight: weight === '' ? '' : Number(weight) })} hideControls error={at('weight')} w={90} />
      </Group>
      {draft.kind === 'FORMAT' && <TextInput label={t('rule.pattern')} required styles={{ input: { fontFamily: 'monospace' } }} placeholder="[A-Z]{2}[0-9]{4}" maxLength={500} value={draft.pattern} readOnly={reads} onChange={(event) => onChange({ pattern: event.currentTarget.value })} error={at('pattern')} />}
      <Textarea label={t('rule.why')} required maxLength={500} autosize minRows={1} value={draft.why} readOnly={reads} onChange={(event) => onChange({ why: event.currentTarget.value })} error={at('why')} />
      <TextInput label={t('rule.example')} maxLength={500} value={draft.example} readOnly={reads} onChange={(event) => onChange({ example: event.currentTarget.value })} error={at('example')} />
      {unfit && <Text size="xs" c="orange" role="alert">{t('rule.unfit')}</Text>}
      <Textarea label={t('quality.fix')} maxLength={500} autosize minRows={1} value={draft.fix} readOnly={reads} onChange={(event) => onChange({ fix: event.currentTarget.value })} error={at('fix')} />
    </>
  );
}
