import { ActionIcon, Alert, Box, Button, Checkbox, Collapse, Group, Paper, Skeleton, Text, TextInput, Title, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useHotkeys, useLocalStorage } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconArrowDown, IconArrowUp, IconDownload, IconFilter, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { useActions } from '../app/actions';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { word } from '../language/language';
import { BulkActions } from './BulkActions';
import { CellEditor, changesInList } from './CellEditor';
import { Columns, columnsOf } from './Columns';
import { besides } from './Deadline';
import { FilterBuilder } from './FilterBuilder';
import { fieldOf, mayChange, type Field, type Kind } from './kinds';
import { NewRecord } from './NewRecord';
import { SavedViews, type View } from './SavedViews';
import { Value } from './value';

const ImportWizard = lazy(() => import('../imports/ImportWizard').then((module) => ({ default: module.ImportWizard })));

const ROW = 42;
const PAGE = 100;

export interface ListSearch {
  filter?: string;
  q?: string;
  sort?: string;
  /** Somebody wants to make a record here. */
  new?: string;
}

/** The list of one kind as a page of its own. */
export function listRoute(kind: Kind) {
  return function ListRoute() {
    return <RecordList kind={kind} />;
  };
}

/** All records of a kind that one may see: filtered, searched, sorted, and only as many in the page as fit the screen. */
export function RecordList({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: me } = useMe();
  const changes = mayChange(kind, me?.roles);
  const creates = changes && kind.ask.length > 0;
  const takesFiles = creates && !['fields', 'activities'].includes(kind.collection);
  const search = useSearch({ strict: false }) as ListSearch;
  const [typed, setTyped] = useState(search.q ?? '');
  const [q] = useDebouncedValue(typed, 200);
  const [filtering, setFiltering] = useState(false);
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const [chosen, setColumns] = useLocalStorage<string[]>({ key: `tessera.columns.${kind.collection}`, defaultValue: kind.columns });
  const columns = useMemo(() => columnsOf(kind, chosen), [kind, chosen]);
  const [editing, setEditing] = useState<{ id: string; field: string }>();
  const [selected, setSelected] = useState<ReadonlyMap<string, Json>>(new Map());
  const [active, setActive] = useState(-1);
  const searchInput = useRef<HTMLInputElement>(null);
  const sort = search.sort ?? kind.sort;
  const go = (next: ListSearch) => void navigate({ to: '.', search: { ...search, ...next } as never, replace: true });

  const fields = useMemo(() => [...new Set(['id', ...columns.map((column) => column.split('.')[0]!), ...(columns.includes('score') ? ['scoreReasons'] : []), ...columns.flatMap(besides), 'currency', 'owner', 'firstName', 'lastName', 'emails', 'company', 'name', 'subject', 'number'])]
    .filter((name) => kind.fields.some((field) => field.name === name)).join(','), [columns, kind]);
  const parameters = { filter: search.filter, q, sort, fields, limit: PAGE };
  const list = useInfiniteQuery({
    queryKey: ['list', kind.collection, parameters],
    queryFn: ({ pageParam, signal }) => read<Page>(`/${kind.collection}${query({ ...parameters, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const shown = useMemo(() => columns.map((column) => fieldOf(kind, column)).filter((field) => field !== undefined), [columns, kind]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);

  // the page of a record is there before somebody opens the first one
  useEffect(() => {
    if (list.isSuccess) {
      void import('./RecordRoute');
    }
  }, [list.isSuccess]);

  const body = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => body.current, estimateSize: () => ROW, overscan: 12 });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 30) {
      void fetchNextPage();
    }
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const move = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, active + by));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const open = () => rows[active] && void navigate({ to: `/${kind.collection}/${rows[active].id}` });
  useHotkeys([
    ['/', () => searchInput.current?.focus()],
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['Enter', open],
    ['x', () => rows[active] && toggle(rows[active])],
    ['n', () => creates && setAdding(true)],
    ['e', () => {
      const field = shown.find(changesInList);
      if (rows[active] && field && changes) {
        edit(rows[active], field.name);
      }
    }],
  ]);

  const toggle = useCallback((row: Json) => setSelected((before) => {
    const next = new Map(before);
    if (!next.delete(String(row.id))) {
      next.set(String(row.id), row);
    }
    return next;
  }), []);

  useEffect(() => {
    if (search.new && me) {
      setAdding(creates);
      void navigate({ to: '.', search: (now: ListSearch) => ({ ...now, new: undefined }) as never, replace: true });
    }
  }, [search.new, me, creates, navigate]);
  useActions([
    ...(creates ? [{ label: t('list.new'), run: () => setAdding(true) }] : []),
    ...(takesFiles ? [{ label: t('list.import'), run: () => setImporting(true) }] : []),
    { label: t('list.export'), run: () => location.assign(exportPath) },
    { label: t('list.filter'), run: () => setFiltering(true) },
    ...shown.map((field) => ({ label: t('list.sort', { column: word(field.name) }), run: () => sortBy(field.name) })),
  ]);

  const edit = useCallback((row: Json, field: string) => setEditing({ id: String(row.id), field }), []);
  const edited = useCallback(() => { setEditing(undefined); body.current?.focus(); }, []);

  const nothing = list.isSuccess && rows.length === 0;
  const choose = useCallback((view: View) => {
    setTyped(view.q ?? '');
    if (view.columns?.length) {
      setColumns(view.columns);
    }
    void navigate({ to: '.', search: { ...(view.filter ? { filter: view.filter } : {}), ...(view.sort ? { sort: view.sort } : {}) } as never, replace: true });
  }, [navigate, setColumns]);
  const sortBy = (column: string) => go({ sort: sort === column ? `-${column}` : column });
  const grid = `36px minmax(170px, 2fr) ${shown.slice(1).map(() => 'minmax(130px, 1fr)').join(' ')}`;
  const exportPath = `/api/v1/${kind.collection}/export${query({ format: 'csv', filter: search.filter, q, sort, fields: seen(kind, columns) })}`;

  return (
    <Box h="calc(100dvh - 56px - 2 * var(--mantine-spacing-md))" style={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={1} size="h3">{word(kind.collection, 'kind')}</Title>
        <Group gap="xs">
          <TextInput ref={searchInput} size="sm" w={220} leftSection={<IconSearch size={16} />} aria-label={t('list.search')} placeholder={t('list.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          <Button size="sm" variant={search.filter ? 'light' : 'default'} leftSection={<IconFilter size={16} />} onClick={() => setFiltering((on) => !on)} aria-expanded={filtering}>{t('list.filter')}</Button>
          <Columns kind={kind} columns={columns} onChange={setColumns} />
          <Tooltip label={t('list.export')}><ActionIcon component="a" href={exportPath} download={`${kind.collection}.csv`} variant="default" size={36} aria-label={t('list.export')}><IconDownload size={16} /></ActionIcon></Tooltip>
          {takesFiles && <Tooltip label={t('list.import')}><ActionIcon variant="default" size={36} aria-label={t('list.import')} onClick={() => setImporting(true)}><IconUpload size={16} /></ActionIcon></Tooltip>}
          {creates && <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t('list.new')}</Button>}
        </Group>
      </Group>
      <SavedViews kind={kind} shown={{ ...(search.filter ? { filter: search.filter } : {}), ...(q ? { q } : {}), sort, columns }} untouched={!search.filter && !search.q && !search.sort && !typed} onChoose={choose} />
      <Collapse expanded={filtering}>
        <Paper withBorder p="sm" mb="sm"><FilterBuilder key={search.filter ?? ''} kind={kind} value={search.filter ?? ''} onApply={(filter) => go({ filter: filter || undefined } as ListSearch)} /></Paper>
      </Collapse>
      {changes && selected.size > 0 && <BulkActions kind={kind} selected={selected} onDone={() => setSelected(new Map())} />}
      {list.isError && <Alert color="red" mb="sm" title={explain(list.error).title}>{explain(list.error).message}</Alert>}
      {nothing && <Paper withBorder style={{ flex: 1 }}><Empty kind={kind} filtered={Boolean(search.filter || q)} onNew={creates ? () => setAdding(true) : undefined} /></Paper>}
      <Paper withBorder style={{ flex: 1, minHeight: 0, overflow: 'hidden', display: nothing ? 'none' : undefined }}>
        <div ref={body} style={{ height: '100%', overflow: 'auto' }} role="table" aria-rowcount={-1} aria-label={word(kind.collection, 'kind')} tabIndex={0}>
          <div role="rowgroup" style={{ position: 'sticky', top: 0, zIndex: 2, minWidth: 'fit-content' }}>
            <div role="row" style={{ display: 'grid', gridTemplateColumns: grid, background: 'var(--mantine-color-body)', borderBottom: '1px solid var(--mantine-color-default-border)', height: 36, alignItems: 'center' }}>
              <span role="columnheader"><VisuallyHidden>{t('list.choose')}</VisuallyHidden></span>
              {shown.map((field) => (
                <span role="columnheader" key={field.name} aria-sort={sort === field.name ? 'ascending' : sort === `-${field.name}` ? 'descending' : 'none'}>
                  <UnstyledButton onClick={() => sortBy(field.name)} px="xs" w="100%">
                    <Group gap={4} wrap="nowrap"><Text size="xs" fw={600} truncate>{word(field.name)}</Text>{sort === field.name ? <IconArrowUp size={12} /> : sort === `-${field.name}` ? <IconArrowDown size={12} /> : null}</Group>
                  </UnstyledButton>
                </span>
              ))}
            </div>
          </div>
          {list.isPending ? Array.from({ length: 12 }, (_, index) => <Skeleton key={index} height={20} m="sm" />) : (
            <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative', minWidth: 'fit-content' }}>
              {items.map((item) => {
                const row = rows[item.index]!;
                return <Row key={String(row.id)} kind={kind} row={row} shown={shown} grid={grid} start={item.start} selected={selected.has(String(row.id))} active={item.index === active} onToggle={toggle} onEdit={changes ? edit : undefined} onEdited={edited} editing={editing?.id === row.id ? editing?.field : undefined} />;
              })}
            </div>
          )}
        </div>
      </Paper>
      <Group justify="space-between" mt={6}>
        <Text size="xs" c="dimmed" aria-live="polite">{t('list.shown', { count: rows.length, more: hasNextPage ? '+' : '' })}</Text>
        <Count kind={kind} filter={search.filter} q={q} />
      </Group>
      {importing && <Suspense fallback={null}><ImportWizard kind={kind} onClose={() => setImporting(false)} /></Suspense>}
      <NewRecord kind={kind} opened={adding} onClose={() => setAdding(false)} />
    </Box>
  );
}

interface Line {
  kind: Kind;
  row: Json;
  shown: Field[];
  grid: string;
  start: number;
  selected: boolean;
  active: boolean;
  onToggle: (row: Json) => void;
  onEdit: ((row: Json, field: string) => void) | undefined;
  onEdited: () => void;
  /** The field that is changed at the moment. */
  editing: string | undefined;
}

/** What a file holds of a list: the columns as they are seen, and of a person the whole name. */
function seen(kind: Kind, columns: string[]): string {
  return [...new Set(columns.flatMap((column) => (column === 'lastName' && fieldOf(kind, 'firstName') ? ['firstName', column] : [column])))].join(',');
}

/** One record of the list. Scrolling draws only those that come into sight. */
const Row = memo(function Row({ kind, row, shown, grid, start, selected, active, onToggle, onEdit, onEdited, editing }: Line) {
  const { t } = useTranslation();
  return (
    <div role="row" aria-selected={selected}
      style={{ position: 'absolute', top: 0, left: 0, right: 0, height: ROW, transform: `translateY(${start}px)`, display: 'grid', gridTemplateColumns: grid, alignItems: 'center',
        borderBottom: '1px solid var(--mantine-color-default-border)', background: active ? 'var(--mantine-color-default-hover)' : undefined }}>
      <span role="cell" style={{ paddingLeft: 10 }}><Checkbox size="xs" checked={selected} onChange={() => onToggle(row)} aria-label={t('list.chooseOne', { name: kind.title(row) })} /></span>
      {shown.map((field, index) => (
        <Box role="cell" key={field.name} px="xs" fz="sm" onDoubleClick={onEdit && changesInList(field) ? () => onEdit(row, field.name) : undefined} title={onEdit && changesInList(field) && index > 0 ? t('list.editHere') : undefined} style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }}>
          {index === 0 ? <Text component={Link} to={`/${kind.collection}/${row.id}`} size="sm" fw={500} truncate display="block" c="var(--mantine-color-text)">{kind.title(row)}</Text> : <Value field={field} record={row} inList />}
          {editing === field.name && <CellEditor kind={kind} id={String(row.id)} field={field} onClose={onEdited} />}
        </Box>
      ))}
    </div>
  );
});

/** The total is counted when somebody asks, since counting a million takes longer than showing them. */
function Count({ kind, filter, q }: { kind: Kind; filter: string | undefined; q: string }) {
  const { t } = useTranslation();
  const [total, setTotal] = useState<{ of: string; count: number }>();
  const of = `${kind.collection} ${filter} ${q}`;
  if (total?.of === of) {
    return <Text size="xs" c="dimmed">{t('list.total', { total: number(total.count) })}</Text>;
  }
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => void read<Page>(`/${kind.collection}${query({ filter, q, limit: 1, fields: 'id', count: true })}`)
      .then((page) => setTotal({ of, count: page.total ?? 0 }), (fault) => notifications.show({ color: 'red', ...explain(fault) }))}>{t('list.count')}</Button>
  );
}

function Empty({ kind, filtered, onNew }: { kind: Kind; filtered: boolean; onNew?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <Box p="xl" ta="center">
      <Text fw={500}>{filtered ? t('list.nothingFits') : t('list.nothingYet', { kind: word(kind.collection, 'kind') })}</Text>
      <Text size="sm" c="dimmed" mb="md">{filtered ? t('list.loosen') : t(`teach.${kind.collection}`, { defaultValue: t('teach.any') })}</Text>
      {!filtered && onNew && <Button onClick={onNew} leftSection={<IconPlus size={16} />}>{t('list.new')}</Button>}
    </Box>
  );
}
