import { ActionIcon, Alert, Box, Button, Collapse, Group, Paper, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { useDebouncedValue, useHotkeys, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFilter, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { useActions } from '../app/actions';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { inSentence, word } from '../language/language';
import { BulkActions } from './BulkActions';
import { changesInList } from './CellEditor';
import { Columns, columnsOf } from './Columns';
import { besides } from './Deadline';
import { FilterBuilder } from './FilterBuilder';
import { fieldOf, mayChange, mayCreate, type Kind } from './kinds';
import { ALL, filterOf, isUntouched, type ListSearch } from './listSearch';
import { opened, useKind } from './ownFields';
import { NewRecord } from './NewRecord';
import { Rows, type Scroll } from './Rows';
import { SavedViews, type View } from './SavedViews';
import { SortBy } from './SortBy';

const ImportWizard = lazy(() => import('../imports/ImportWizard').then((module) => ({ default: module.ImportWizard })));

const PAGE = 100;

/** The list of one kind as a page of its own. */
export function listRoute(kind: Kind) {
  return function ListRoute() {
    return <RecordList kind={kind} />;
  };
}

/** All records of a kind that one may see: filtered, searched, sorted, and only as many in the page as fit the screen. */
export function RecordList({ kind: described }: { kind: Kind }) {
  const kind = useKind(described);
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: me } = useMe();
  const changes = mayChange(kind, me?.roles);
  const creates = mayCreate(kind, me?.roles) && kind.ask.length > 0;
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
  const [pointed, setPointed] = useState<string>();
  const searchInput = useRef<HTMLInputElement>(null);
  const sort = search.sort ?? kind.sort;
  const filter = filterOf(kind, search);
  const go = (next: ListSearch) => void navigate({ to: '.', search: { ...search, ...(filter ? { filter } : {}), ...next } as never, replace: true });

  const fields = useMemo(() => [...new Set(['id', ...columns.map((column) => column.split('.')[0]!), ...(columns.includes('score') ? ['scoreReasons'] : []), ...columns.flatMap(besides), 'currency', 'owner', 'team', 'firstName', 'lastName', 'emails', 'company', 'name', 'subject', 'number'])]
    .filter((name) => kind.fields.some((field) => field.name === name)).join(','), [columns, kind]);
  const parameters = { filter, q, sort, fields, limit: PAGE };
  const list = useInfiniteQuery({
    queryKey: ['list', kind.collection, parameters],
    queryFn: ({ pageParam, signal }) => read<Page>(`/${kind.collection}${query({ ...parameters, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const shown = useMemo(() => columns.map((column) => fieldOf(kind, column)).filter((field) => field !== undefined), [columns, kind]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items.map(opened)) ?? [], [list.data]);

  // the page of a record is there before somebody opens the first one
  useEffect(() => {
    if (list.isSuccess) {
      void import('./RecordRoute');
    }
  }, [list.isSuccess]);

  const scroll = useRef<Scroll>(null);
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);

  const move = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, active + by));
    setActive(next);
    scroll.current?.to(next);
  };
  const open = () => rows[active] && void navigate({ to: `/${kind.collection}/${rows[active].id}` });
  // from value to value of the row, as far as they can be changed here
  const step = (by: number) => (event: globalThis.KeyboardEvent) => {
    const names = changes && rows[active] ? shown.filter(changesInList).map((field) => field.name) : [];
    if (names.length > 0) {
      event.preventDefault();
      setPointed(names[Math.max(0, Math.min(names.length - 1, names.indexOf(pointed ?? '') + by))]);
    }
  };
  useHotkeys([
    ['ArrowRight', step(1), { preventDefault: false }],
    ['ArrowLeft', step(-1), { preventDefault: false }],
    ['/', () => searchInput.current?.focus()],
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['Enter', open],
    ['x', () => rows[active] && toggle(rows[active])],
    ['n', () => creates && setAdding(true)],
    ['e', () => {
      const field = shown.find((each) => each.name === pointed && changesInList(each)) ?? shown.find(changesInList);
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
    ...shown.filter((field) => kind.sortable.has(field.name)).map((field) => ({ label: t('list.sort', { column: word(field.name) }), run: () => sortBy(field.name) })),
  ]);

  const edit = useCallback((row: Json, field: string) => setEditing({ id: String(row.id), field }), []);
  const edited = useCallback(() => { setEditing(undefined); scroll.current?.focus(); }, []);

  const nothing = list.isSuccess && rows.length === 0;
  const choose = useCallback((view: View) => {
    setTyped(view.q ?? '');
    if (view.columns?.length) {
      setColumns(view.columns);
    }
    void navigate({ to: '.', search: { ...(view.filter ? { filter: view.filter } : {}), ...(view.sort ? { sort: view.sort } : {}), ...(view.id ? { view: view.id } : {}) } as never, replace: true });
  }, [navigate, setColumns]);
  const latest = useRef({ go, sort });
  useEffect(() => { latest.current = { go, sort }; });
  const sortBy = useCallback((column: string) => latest.current.go({ sort: latest.current.sort === column ? `-${column}` : column }), []);
  const exportPath = `/api/v1/${kind.collection}/export${query({ format: 'csv', filter, q, sort, fields: seen(kind, columns) })}`;

  // from the search on to what was found, without a mouse
  const leaveSearch = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      scroll.current?.focus();
      if (event.key !== 'Escape') {
        setActive(0);
      }
    }
  };
  const find = (
    <>
      <TextInput ref={searchInput} size="sm" w={narrow ? undefined : 220} flex={narrow ? 1 : undefined} leftSection={<IconSearch size={16} />} aria-label={t('list.search')} placeholder={t('list.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={leaveSearch} />
      <Button size="sm" variant={filter ? 'light' : 'default'} leftSection={<IconFilter size={16} />} onClick={() => setFiltering((on) => !on)} aria-expanded={filtering}>{t('list.filter')}</Button>
    </>
  );

  return (
    <Box h="calc(100dvh - 56px - 2 * var(--mantine-spacing-md))" style={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>
      <Group justify="space-between" mb="sm" gap="xs" wrap="nowrap">
        <Title order={1} size={narrow ? 'h4' : 'h3'} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{word(kind.collection, 'kind')}</Title>
        <Group gap="xs" wrap="nowrap">
          {!narrow && find}
          {!narrow && <Columns kind={kind} columns={columns} onChange={setColumns} />}
          <Tooltip label={t('list.export')}><ActionIcon component="a" href={exportPath} download={`${kind.collection}.csv`} variant="default" size={36} aria-label={t('list.export')}><IconDownload size={16} /></ActionIcon></Tooltip>
          {takesFiles && <Tooltip label={t('list.import')}><ActionIcon variant="default" size={36} aria-label={t('list.import')} onClick={() => setImporting(true)}><IconUpload size={16} /></ActionIcon></Tooltip>}
          {creates && (narrow ? <ActionIcon size={36} aria-label={t('list.new')} onClick={() => setAdding(true)}><IconPlus size={18} /></ActionIcon> : <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t('list.new')}</Button>)}
        </Group>
      </Group>
      {narrow && <Group gap="xs" mb="xs" wrap="nowrap">{find}<SortBy kind={kind} columns={columns} sort={sort} onSort={sortBy} /><Columns kind={kind} columns={columns} onChange={setColumns} /></Group>}
      <SavedViews kind={kind} shown={{ ...(filter ? { filter } : {}), ...(q ? { q } : {}), sort, columns }} view={search.view} untouched={isUntouched(search) && !typed} onChoose={choose} />
      <Collapse expanded={filtering}>
        <Paper withBorder p="sm" mb="sm"><FilterBuilder key={filter ?? ''} kind={kind} value={filter ?? ''} onApply={(next) => go({ filter: next || undefined, view: next ? undefined : ALL } as ListSearch)} /></Paper>
      </Collapse>
      {changes && selected.size > 0 && <BulkActions kind={kind} selected={selected} onDone={() => setSelected(new Map())} />}
      {list.isError && <Alert color="red" mb="sm" title={explain(list.error).title}>{explain(list.error).message}</Alert>}
      {nothing && <Paper withBorder style={{ flex: 1 }}><Empty kind={kind} filtered={Boolean(filter || q)} onNew={creates ? () => setAdding(true) : undefined} /></Paper>}
      <Paper withBorder style={{ flex: 1, minHeight: 0, overflow: 'hidden', display: nothing ? 'none' : undefined }}>
        <Rows kind={kind} rows={rows} pending={list.isPending} shown={shown} sort={sort} onSort={sortBy} selected={selected} active={active} pointed={pointed} onToggle={toggle} onEdit={changes ? edit : undefined} onEdited={edited} editing={editing}
          narrow={narrow} more={hasNextPage && !isFetchingNextPage ? more : undefined} scroll={scroll} />
      </Paper>
      {!nothing && <Group justify="space-between" mt={6}>
        <Text size="xs" c="dimmed" aria-live="polite">{hasNextPage || list.isPending ? t('list.shown', { count: rows.length, more: hasNextPage ? '+' : '' }) : t('list.total', { total: number(rows.length) })}</Text>
        {hasNextPage && <Count kind={kind} filter={filter} q={q} />}
      </Group>}
      {importing && <Suspense fallback={null}><ImportWizard kind={kind} onClose={() => setImporting(false)} /></Suspense>}
      <NewRecord kind={kind} opened={adding} onClose={() => setAdding(false)} />
    </Box>
  );
}

/** What a file holds of a list: the columns as they are seen, and of a person the whole name. */
function seen(kind: Kind, columns: string[]): string {
  return [...new Set(columns.flatMap((column) => (column === 'lastName' && fieldOf(kind, 'firstName') ? ['firstName', column] : [column])))].join(',');
}

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
      <Text fw={500}>{filtered ? t('list.nothingFits') : t('list.nothingYet', { kind: inSentence(word(kind.collection, 'kind')) })}</Text>
      <Text size="sm" c="dimmed" mb="md">{filtered ? t('list.loosen') : t(`teach.${kind.collection}`, { defaultValue: t('teach.any') })}</Text>
      {!filtered && onNew && <Button onClick={onNew} leftSection={<IconPlus size={16} />}>{t('list.new')}</Button>}
    </Box>
  );
}
