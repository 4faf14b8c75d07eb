import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, type Json } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { undoable } from '../app/undo';
import { word } from '../language/language';
import { changesInList } from './CellEditor';
import { Editor } from './Editor';
import type { Kind } from './kinds';
import { closed } from './ownFields';

const MOST = 1_000;
const TOLD_REASONS = 3;

export interface Outcome {
  id?: string;
  status: number;
  problem?: { detail?: string; title?: string; errors?: { detail: string }[] };
}

/** Why some were refused: each reason once, and not more than people read. */
export function reasons(outcomes: Outcome[]): string[] {
  const said = outcomes.filter((each) => each.status >= 400).map((each) => each.problem?.errors?.[0]?.detail ?? each.problem?.detail ?? each.problem?.title ?? '');
  return [...new Set(said.filter(Boolean))].slice(0, TOLD_REASONS);
}

/** What is done with all that are selected; what was done is told with the reasons for what was not, and can be taken back. */
export function BulkActions({ kind, selected, onDone }: { kind: Kind; selected: ReadonlyMap<string, Json>; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [changing, setChanging] = useState(false);
  const again = () => client.invalidateQueries({ queryKey: ['list', kind.collection] });
  const send = (operations: Json[]) => post<{ results: Outcome[] }>(`/${kind.collection}/bulk`, { operations }).then(({ results }) => results);

  const bulk = async (operation: Json, back?: (rows: Json[]) => Promise<unknown>) => {
    const rows = [...selected.values()].slice(0, MOST);
    try {
      const results = await send(rows.map((row) => ({ ...operation, id: row.id })));
      const done = rows.filter((_, index) => Number(results[index]?.status) < 400);
      const failed = rows.length - done.length;
      const message = [t('list.bulkDone', { done: done.length, failed }), ...reasons(results)].join(' ');
      if (back && done.length > 0 && failed === 0) {
        undoable(message, () => back(done).finally(again));
      } else {
        notifications.show({ message, color: failed ? 'yellow' : 'green', autoClose: failed ? false : 4000 });
      }
      onDone();
      await again();
    } catch (fault) {
      notifications.show({ color: 'red', ...explain(fault) });
    }
  };
  const takeBack = async (operations: Json[]) => {
    const refused = reasons(await send(operations));
    if (refused.length > 0) {
      throw new Error(refused.join(' '));
    }
  };
  const restore = (rows: Json[]) => takeBack(rows.map((row) => ({ op: 'restore', id: row.id })));
  // the team as well, since a record goes to that of whoever takes it
  const giveBack = (rows: Json[]) => takeBack(rows.map((row) => ({ op: 'update', id: row.id, patch: { owner: row.owner ?? null, team: row.team ?? null } })));

  return (
    <Group mb="xs" gap="xs" role="group" aria-label={t('list.selected', { count: selected.size })}>
      <Text size="sm">{t('list.selected', { count: selected.size })}</Text>
      <Button size="compact-sm" variant="default" disabled={!me} onClick={() => void bulk({ op: 'assign', owner: me?.login }, giveBack)}>{t('list.take')}</Button>
      <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>{t('list.change')}</Button>
      <Button size="compact-sm" variant="default" onClick={() => void bulk({ op: 'archive' }, restore)}>{t('list.archive')}</Button>
      <Button size="compact-sm" variant="subtle" onClick={onDone}>{t('list.none')}</Button>
      {selected.size > MOST && <Text size="sm" c="dimmed">{t('list.onlyFirst', { most: MOST })}</Text>}
      {changing && <Change kind={kind} count={selected.size} onClose={() => setChanging(false)} onSay={(change) => bulk({ op: 'update', patch: change }).then(() => setChanging(false))} />}
    </Group>
  );
}

/** One field and the value that all of them get. */
function Change({ kind, count, onClose, onSay }: { kind: Kind; count: number; onClose: () => void; onSay: (change: Json) => Promise<void> }) {
  const { t } = useTranslation();
  const fields = kind.fields.filter(changesInList);
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>(null);
  const field = fields.find((each) => each.name === name);
  const say = useMutation({ mutationFn: () => onSay(closed({ [field!.name]: value })) });
  return (
    <Modal opened onClose={onClose} title={t('list.changeAll', { count })}>
      <form onSubmit={(event) => { event.preventDefault(); if (field) { say.mutate(); } }}>
        <Stack gap="sm">
          <Select label={t('filter.field')} data={fields.map((each) => ({ value: each.name, label: word(each.name) }))} value={name} onChange={(next) => { setName(next); setValue(null); }} searchable required data-autofocus />
          {field && <Editor key={field.name} field={field} value={value} onChange={setValue} />}
          {field && value === null && <Alert color="yellow">{t('list.empties', { field: word(field.name), count })}</Alert>}
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" disabled={!field} loading={say.isPending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
