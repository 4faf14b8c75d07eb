import { Button, Group, Popover, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, type Json, type Page } from '../api/client';
import { explain } from '../app/explain';
import { undoable } from '../app/undo';
import { word } from '../language/language';
import { ConflictDialog } from './ConflictDialog';
import { Editor } from './Editor';
import type { Field, Kind } from './kinds';
import { closed, opened } from './ownFields';
import { recordQuery } from './recordQuery';
import { useStore } from './useStore';

type Lists = InfiniteData<Page> | undefined;

/** Whether a list changes such a field where it stands; what needs more room is changed on the record's page. */
export function changesInList(field: Field): boolean {
  return field.editable && !['json', 'object', 'links'].includes(field.type);
}

/** One value of a list, changed where it stands: of the record as it is now, and with the reason where it is refused. */
export function CellEditor({ kind, id, field, onClose }: { kind: Kind; id: string; field: Field; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: record } = useQuery({ ...recordQuery(kind, id), staleTime: 0 });
  const { store, conflict, leave, resolve } = useStore(kind, id);
  const [draft, setDraft] = useState<unknown>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const listed = (change: Json) => client.setQueriesData<Lists>({ queryKey: ['list', kind.collection], predicate: ({ state }) => Boolean((state.data as Lists)?.pages) },
    (lists) => lists && { ...lists, pages: lists.pages.map((page) => ({ ...page, items: page.items.map((row) => (row.id === id ? { ...row, ...change } : row)) })) });
  const save = async () => {
    if (draft === undefined || !record) {
      onClose();
      return;
    }
    const before = record[field.name] ?? null;
    setBusy(true);
    const refusal = await store({ [field.name]: draft }).finally(() => setBusy(false));
    if (refusal) {
      setRefused(refusal.of(field.name) ?? explain(refusal).message);
      return;
    }
    const stored = client.getQueryData<Json>(recordQuery(kind, id).queryKey);
    listed({ [field.name]: stored && opened(stored)[field.name] });
    undoable(t('list.changed', { field: word(field.name) }), async () => {
      const back = await patch(`/${kind.collection}/${id}`, closed({ [field.name]: before }), stored?.version);
      client.setQueryData(recordQuery(kind, id).queryKey, back);
      listed({ [field.name]: opened(back)[field.name] });
    });
    onClose();
  };
  return (
    <Popover opened trapFocus returnFocus position="bottom-start" width={320} shadow="md" closeOnClickOutside={false} onClose={onClose}>
      <Popover.Target><span style={{ display: 'block', height: 1 }} /></Popover.Target>
      <Popover.Dropdown aria-label={t('record.edit', { field: word(field.name) })}>
        {!record ? <Skeleton height={60} /> : (
          <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
            <Editor field={field} value={draft === undefined ? record[field.name] : draft} onChange={setDraft} error={refused} autoFocus />
            <Group gap={6} mt={6}>
              <Button type="submit" size="compact-xs" loading={busy}>{t('save')}</Button>
              <Button size="compact-xs" variant="default" onClick={onClose}>{t('cancel')}</Button>
            </Group>
          </form>
        )}
        {conflict && <ConflictDialog kind={kind} mine={conflict.mine} current={conflict.current} onClose={() => { leave(); onClose(); }} onResolve={(change) => void resolve(change).then(onClose)} />}
      </Popover.Dropdown>
    </Popover>
  );
}
