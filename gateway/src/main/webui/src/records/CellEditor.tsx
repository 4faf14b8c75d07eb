import { Button, Group, Popover, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/explain';
import { word } from '../language/language';
import { ConflictDialog } from './ConflictDialog';
import { Editor } from './Editor';
import type { Field, Kind } from './kinds';
import { recordQuery } from './recordQuery';
import { useStore } from './useStore';

/** Whether a list changes such a field where it stands; what needs more room is changed on the record's page. */
export function changesInList(field: Field): boolean {
  return field.editable && !['json', 'object', 'links'].includes(field.type);
}

/** One value of a list, changed where it stands: of the record as it is now, and with the reason where it is refused. */
export function CellEditor({ kind, id, field, onClose }: { kind: Kind; id: string; field: Field; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: record } = useQuery({ ...recordQuery(kind, id), staleTime: 0 });
  const { store, conflict, leave, resolve } = useStore(kind, id);
  const [draft, setDraft] = useState<unknown>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (draft === undefined || !record) {
      onClose();
      return;
    }
    setBusy(true);
    const refusal = await store({ [field.name]: draft }, { undo: t('list.changed', { field: word(field.name) }) }).finally(() => setBusy(false));
    if (refusal) {
      setRefused(refusal.of(field.name) ?? inWords(refusal));
      return;
    }
    onClose();
  };
  return (
    <Popover opened trapFocus returnFocus position="bottom-start" width={320} shadow="md" closeOnClickOutside={false} onDismiss={onClose}>
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
