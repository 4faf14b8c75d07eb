import { ActionIcon, Checkbox, Group, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { word } from '../language/language';
import { fieldOf, type Kind } from './kinds';

/** The columns of a list in their order: the one that names the record comes first and stays. */
export function columnsOf(kind: Kind, chosen: string[]): string[] {
  const first = kind.columns[0]!;
  return [first, ...chosen.filter((column) => column !== first && fieldOf(kind, column))];
}

/** The list with one column moved by a place; the first one stays where it is. */
export function shiftedColumn(columns: string[], column: string, by: -1 | 1): string[] {
  const from = columns.indexOf(column);
  const to = from + by;
  if (from < 1 || to < 1 || to >= columns.length) {
    return columns;
  }
  const next = [...columns];
  [next[from], next[to]] = [next[to]!, next[from]!];
  return next;
}

/** Chooses what a list shows of each record, and in which order. */
export function Columns({ kind, columns, onChange }: { kind: Kind; columns: string[]; onChange: (columns: string[]) => void }) {
  const { t } = useTranslation();
  const others = kind.fields.filter((field) => field.type !== 'json' && !columns.includes(field.name));
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={300}>
      <Popover.Target><ActionIcon variant="default" size={36} aria-label={t('list.columns')} aria-haspopup="dialog"><IconColumns size={16} /></ActionIcon></Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('list.columns')}>
        <ScrollArea.Autosize mah={420} offsetScrollbars viewportProps={{ tabIndex: 0 }}>
          <Stack gap={6} role="group" aria-label={t('list.columns')}>
            {columns.map((column, index) => (
              <Group key={column} justify="space-between" wrap="nowrap" gap={4}>
                <Checkbox size="xs" checked disabled={index === 0} label={word(column)} onChange={() => onChange(columns.filter((each) => each !== column))} />
                {index > 0 && (
                  <Group gap={2} wrap="nowrap">
                    <ActionIcon size="sm" variant="subtle" color="gray" aria-disabled={index === 1} aria-label={t('list.columnUp', { column: word(column) })} onClick={() => onChange(shiftedColumn(columns, column, -1))}><IconArrowUp size={14} /></ActionIcon>
                    <ActionIcon size="sm" variant="subtle" color="gray" aria-disabled={index === columns.length - 1} aria-label={t('list.columnDown', { column: word(column) })} onClick={() => onChange(shiftedColumn(columns, column, 1))}><IconArrowDown size={14} /></ActionIcon>
                  </Group>
                )}
              </Group>
            ))}
            <Text size="xs" c="dimmed" mt={6}>{t('list.moreColumns')}</Text>
            {others.map((field) => <Checkbox key={field.name} size="xs" checked={false} label={word(field.name)} onChange={() => onChange([...columns, field.name])} />)}
          </Stack>
        </ScrollArea.Autosize>
        <UnstyledButton fz="xs" mt="xs" c="var(--mantine-color-anchor)" onClick={() => onChange(kind.columns)}>{t('list.usualColumns')}</UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  );
}
