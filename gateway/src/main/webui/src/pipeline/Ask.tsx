import { Anchor, Button, Checkbox, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem, Json, Refusal } from '../api/client';
import { word } from '../language/language';
import { Editor } from '../records/Editor';
import { fieldOf, kinds, type Field } from '../records/kinds';

/** What people write with the move itself; everything else is a field of the deal or belongs to it. */
const TOLD = ['winReason', 'buyingGoals', 'successCriteria', 'lossReason', 'reason'];

/** What a move asks for before it is made. */
export interface Wanted {
  /** Words that go with the move. */
  told: string[];
  /** Exit criteria that are not met, in words, with the field that can be filled in here if there is one. */
  unmet: { words: string; field?: Field }[];
  mayOverride: boolean;
}

/** What somebody answered: words for the move, values for the deal, or that it is to be moved all the same. */
export interface Said {
  told: Record<string, unknown>;
  fields: Json;
}

/** What a refused move asks for; nothing where people cannot answer it. */
export function wanted(refusal: Refusal): Wanted | undefined {
  if (refusal.status !== 422) {
    return undefined;
  }
  const unmet = (refusal.body.unmet as Json[] | undefined)?.length ?? 0;
  const told = refusal.errors.slice(unmet).map((error) => error.pointer.slice(1));
  if (refusal.errors.length === 0 || told.some((field) => !TOLD.includes(field))) {
    return undefined;
  }
  const asked = new Set<string>();
  const criteria = refusal.errors.slice(0, unmet).map((error) => criterion(error, told, asked));
  return { told, unmet: criteria, mayOverride: refusal.body.mayOverride === true };
}

function criterion(error: FieldProblem, told: string[], asked: Set<string>): Wanted['unmet'][number] {
  const name = error.pointer.slice(1);
  const field = kinds.opportunities && fieldOf(kinds.opportunities, name);
  const here = field?.editable && field.type !== 'json' && !told.includes(name) && !asked.has(name);
  asked.add(name);
  return { words: error.detail, ...(here && field ? { field } : {}) };
}

/** Names what is missing before a card may leave its stage, and takes it where it can be told at once. */
export function Ask({ card, stage, wants, busy, opens = true, onSay, onClose }: { card: Json; stage: string; wants: Wanted; busy?: boolean; opens?: boolean; onSay: (said: Said) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [told, setTold] = useState<Record<string, string>>({});
  const [fields, setFields] = useState<Json>({});
  const [override, setOverride] = useState(false);
  const say = (field: string, text: string) => setTold((before) => ({ ...before, [field]: text }));
  const asksReason = wants.told.includes('reason');
  return (
    <Modal opened onClose={onClose} title={t('board.asks', { stage })}>
      <form onSubmit={(event) => { event.preventDefault(); onSay({ told: override ? { ...told, override: true } : told, fields: override ? {} : fields }); }}>
        <Stack gap="sm">
          {wants.unmet.length > 0 && <>
            <Text size="sm">{t('board.unmet')}</Text>
            <List size="sm" aria-label={t('board.unmet')}>{wants.unmet.map(({ words }) => <List.Item key={words}>{words}</List.Item>)}</List>
            {!override && wants.unmet.map(({ field }) => field && <Editor key={field.name} field={field} value={field.name in fields ? fields[field.name] : card[field.name]} onChange={(value) => setFields((before) => ({ ...before, [field.name]: value }))} />)}
            {opens && <Anchor component={Link} to={`/opportunities/${card.id}`} size="sm">{t('board.openDeal')}</Anchor>}
          </>}
          {wants.told.map((field, index) => <Textarea key={field} label={word(field)} required rows={2} maxLength={4000} data-autofocus={index === 0 || undefined} value={told[field] ?? ''} onChange={(event) => say(field, event.currentTarget.value)} />)}
          {wants.unmet.length > 0 && wants.mayOverride && <Checkbox label={t('board.override')} checked={override} onChange={(event) => setOverride(event.currentTarget.checked)} />}
          {override && !asksReason && <Textarea label={word('reason')} required rows={2} maxLength={4000} value={told.reason ?? ''} onChange={(event) => say('reason', event.currentTarget.value)} />}
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={busy ?? false}>{t('board.move')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
