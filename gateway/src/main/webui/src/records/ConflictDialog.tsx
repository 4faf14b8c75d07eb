import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/client';
import stacked from '../app/stacked.module.css';
import { word } from '../language/language';
import { fieldOf, type Kind } from './kinds';
import { usePerson } from './titles';
import { Value } from './value';

interface Conflict {
  kind: Pick<Kind, 'fields'>;
  /** What was to be stored. */
  mine: Json;
  /** The record as somebody else has stored it meanwhile. */
  current: Json;
  onResolve: (patch: Json) => void;
  onClose: () => void;
}

/** Somebody was faster: field by field, mine or theirs. Nobody's work is lost without being seen. */
export function ConflictDialog({ kind, mine, current, onResolve, onClose }: Conflict) {
  const { t } = useTranslation();
  const who = usePerson(String(current.updatedBy ?? ''));
  const names = Object.keys(mine).filter((name) => JSON.stringify(mine[name] ?? null) !== JSON.stringify(current[name] ?? null));
  const [choice, setChoice] = useState<Record<string, 'mine' | 'theirs'>>({});
  const resolved = names.every((name) => choice[name]);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('conflict.title')}>
      <Stack>
        <Text size="sm">{t('conflict.explain', { who: who || '?' })}</Text>
        {names.length === 0 ? <Text>{t('conflict.same')}</Text> : (
          <Table className={stacked.table!}>
            <Table.Thead><Table.Tr><Table.Th>{t('filter.field')}</Table.Th><Table.Th>{t('conflict.mine')}</Table.Th><Table.Th>{t('conflict.theirs')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {names.map((name) => {
                const field = fieldOf(kind, name);
                return (
                  <Table.Tr key={name}>
                    <Table.Td data-label="" fw={500}>{word(name)}</Table.Td>
                    {(['mine', 'theirs'] as const).map((side) => (
                      <Table.Td key={side} data-label={t(`conflict.${side}`)} style={{ overflowWrap: 'anywhere' }}>
                        <Radio checked={choice[name] === side} onChange={() => setChoice((before) => ({ ...before, [name]: side }))} name={name} aria-label={`${word(name)}: ${t(`conflict.${side}`)}`}
                          label={field ? <Value field={field} record={{ ...current, ...(side === 'mine' ? { [name]: mine[name] } : {}) }} /> : String(side === 'mine' ? mine[name] : current[name])} />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button disabled={!resolved} onClick={() => onResolve(Object.fromEntries(names.filter((name) => choice[name] === 'mine').map((name) => [name, mine[name]])))}>{t('conflict.store')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
