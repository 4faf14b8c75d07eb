import { ActionIcon, Alert, Button, Group, Modal, NumberInput, Progress, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { put, type Json, type Refusal } from '../api/client';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { word } from '../language/language';
import { PersonInput } from '../people/PersonInput';
import type { Store } from '../records/useStore';
import { usePeople } from '../records/titles';

interface Part {
  owner: string;
  percent: number | '';
}

const WHOLE = 100;
const MOST = 20;

/** What is missing until the parts are a whole; in ten-thousandths of a percent, so that thirds add up. */
export function missing(parts: Part[]): number {
  return (WHOLE * 10_000 - parts.reduce((sum, part) => sum + Math.round(Number(part.percent) * 10_000), 0)) / 10_000;
}

/** Who gets the credit of a deal that several people won; nobody named means its owner. */
export function Splits({ deal, changes, store }: { deal: Json; changes: boolean; store: Store }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const parts = (deal.ownerSplits as Part[] | undefined) ?? [];
  const save = (wanted: Part[]) => store({ ownerSplits: wanted }, {
    send: (change, version) => put(`/opportunities/${deal.id}/splits`, { splits: change.ownerSplits }, version),
  });
  const people = usePeople([...parts.map((part) => part.owner), ...(deal.owner ? [String(deal.owner)] : [])]);
  return (
    <section aria-label={word('ownerSplits')}>
      <Group justify="space-between" mb="xs"><Title order={3} size="h6">{word('ownerSplits')}</Title>{changes && <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>{t('split.change')}</Button>}</Group>
      {parts.length === 0 ? <Text size="sm" c="dimmed">{deal.owner ? t('split.none', { owner: people.get(String(deal.owner)) }) : t('record.none')}</Text> : parts.map((part) => (
        <div key={part.owner}><Group justify="space-between"><Text size="sm" title={part.owner}>{people.get(part.owner)}</Text><Text size="sm">{number(part.percent)} %</Text></Group><Progress value={Number(part.percent)} aria-label={people.get(part.owner) ?? part.owner} /></div>
      ))}
      {editing && <SplitDialog start={parts.length > 0 ? parts.map(({ owner, percent }) => ({ owner, percent })) : [{ owner: String(deal.owner ?? ''), percent: WHOLE }]} onSave={save} onClose={() => setEditing(false)} />}
    </section>
  );
}

export function SplitDialog({ start, onSave, onClose }: { start: Part[]; onSave: (parts: Part[]) => Promise<Refusal | undefined>; onClose: () => void }) {
  const { t } = useTranslation();
  const [parts, setParts] = useState(start);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const change = (index: number, part: Partial<Part>) => setParts((before) => before.map((each, i) => (i === index ? { ...each, ...part } : each)));
  const at = (index: number, member: string) => refusal?.errors.find((error) => error.pointer === `/splits/${index}/${member}`)?.detail;
  const rest = missing(parts);
  const whole = parts.length === 0 || rest === 0;
  const save = async () => {
    setBusy(true);
    const refused = await onSave(parts.map((part) => ({ ...part, owner: part.owner.trim() }))).finally(() => setBusy(false));
    setRefusal(refused);
    if (!refused) {
      onClose();
    }
  };
  return (
    <Modal opened onClose={onClose} title={word('ownerSplits')}>
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Stack gap="sm">
          {refusal && !refusal.errors.some((error) => error.pointer.startsWith('/splits/')) && <Alert color="red" title={explain(refusal).title}>{explain(refusal).message}</Alert>}
          {parts.map((part, index) => (
            <Group key={index} align="flex-start" gap="xs" wrap="nowrap">
              <PersonInput of="people" label={word('owner')} required clearable={false} value={part.owner || null} onChange={(owner) => change(index, { owner: owner ?? '' })} error={at(index, 'owner')} style={{ flex: 1 }} />
              <NumberInput label={word('percent')} required value={part.percent} onChange={(value) => change(index, { percent: value === '' ? '' : Number(value) })} min={0} max={WHOLE} decimalScale={4} suffix=" %" hideControls error={at(index, 'percent')} w={100} />
              <ActionIcon variant="default" mt={26} size={32} onClick={() => setParts((before) => before.filter((_, i) => i !== index))} aria-label={t('split.remove', { owner: part.owner })}><IconTrash size={16} /></ActionIcon>
            </Group>
          ))}
          <Group><Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={parts.length >= MOST} onClick={() => setParts((before) => [...before, { owner: '', percent: Math.max(0, rest) }])}>{t('split.add')}</Button></Group>
          <Text size="sm" role="status" c={whole ? 'dimmed' : 'red'}>{whole ? t('split.whole') : t('split.rest', { rest: number(rest) })}</Text>
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" disabled={!whole} loading={busy}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
