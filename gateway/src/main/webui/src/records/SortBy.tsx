import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { word } from '../language/language';
import type { Kind } from './kinds';

const ALWAYS = ['createdAt', 'updatedAt'];

/** What a list can be sorted by where its columns have no heads to click: what it shows first, then when records were made and changed. */
export function sortedBy(kind: Kind, columns: string[]): string[] {
  return [...new Set([...columns, ...ALWAYS])].filter((column) => kind.sortable.has(column));
}

/** The order of a list, where there is no room for heads of columns. */
export function SortBy({ kind, columns, sort, onSort }: { kind: Kind; columns: string[]; sort: string; onSort: (column: string) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target><ActionIcon variant="default" size={36} aria-label={t('list.order')}><IconArrowsSort size={16} /></ActionIcon></Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('list.order')}</Menu.Label>
        {sortedBy(kind, columns).map((column) => {
          const up = sort === column;
          const down = sort === `-${column}`;
          return (
            <Menu.Item key={column} onClick={() => onSort(column)} aria-label={up || down ? `${word(column)}, ${t(up ? 'list.ascending' : 'list.descending')}` : word(column)} fw={up || down ? 600 : undefined}
              rightSection={up ? <IconArrowUp size={14} /> : down ? <IconArrowDown size={14} /> : null}>{word(column)}</Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
