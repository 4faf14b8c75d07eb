import { Box, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useImperativeHandle, useRef, type CSSProperties, type MouseEvent, type PointerEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/client';
import { word } from '../language/language';
import { Cell, isNumber } from './Cell';
import { CellEditor, changesInList } from './CellEditor';
import { type Field, type Kind } from './kinds';
import classes from './Rows.module.css';
import { told } from './value';

const ROW = 42;
const TWO_LINES = 60;
/** Rows beyond what is seen that are drawn already, and rows before the end at which more of them are fetched. */
const AHEAD = 24;
const FETCH_AHEAD = 300;
const POINTED_MS = 50;

/** How narrow columns may become. */
const CHOOSE = 36;
const TITLE = 220;
const LETTER = 7.2;
const BESIDE_LABEL = 44;
const LONGEST_LABEL = 170;
const LEAST: Partial<Record<Field['type'], number>> = { integer: 90, decimal: 130, boolean: 90, date: 112, instant: 160, choice: 132, email: 180, text: 120, texts: 150, reference: 160 };
const NAMED: Record<string, number> = { score: 70, company: 150, subject: 150, createdAt: 112, owner: 128, currency: 84, number: 284, dueAt: 130, phones: 148, emails: 200, phone: 148, mobile: 148, annualRevenue: 150, stageName: 146 };

/** How a list goes to a row, or takes the keys again. */
export interface Scroll {
  to: (index: number) => void;
  focus: () => void;
}

interface List {
  kind: Kind;
  rows: Json[];
  pending: boolean;
  shown: Field[];
  sort: string;
  onSort: (column: string) => void;
  selected: ReadonlyMap<string, Json>;
  active: number;
  /** The value of the active row to which keys have gone. */
  pointed: string | undefined;
  onToggle: (row: Json) => void;
  onEdit: ((row: Json, field: string) => void) | undefined;
  onEdited: () => void;
  /** The value that is changed at the moment. */
  editing: { id: string; field: string } | undefined;
  narrow: boolean;
  /** Asks for more; nothing where everything is here. */
  more: (() => void) | undefined;
  scroll: Ref<Scroll>;
}

/** The rows of a list. Scrolling draws this and nothing around it, and of this only the rows that come into sight. */
export const Rows = memo(function Rows({ kind, rows, pending, shown, sort, onSort, selected, active, pointed: value, onToggle, onEdit, onEdited, editing, narrow, more, scroll }: List) {
  const navigate = useNavigate();
  const router = useRouter();
  const body = useRef<HTMLDivElement>(null);
  const pointed = useRef<ReturnType<typeof setTimeout>>(undefined);
  const height = narrow ? TWO_LINES : ROW;
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => body.current, estimateSize: () => height, getItemKey: (index) => String(rows[index]!.id), overscan: AHEAD });
  useEffect(() => virtual.measure(), [virtual, height]);
  useImperativeHandle(scroll, () => ({ to: (index) => virtual.scrollToIndex(index), focus: () => body.current?.focus() }), [virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => { body.current?.querySelector('[data-pointed]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [value, active]);
  useEffect(() => {
    if (last >= rows.length - FETCH_AHEAD) {
      more?.();
    }
  }, [last, rows.length, more]);

  const path = (event: { target: EventTarget }) => (event.target as Element).closest('a[href^="/"]')?.getAttribute('href');
  const follow = (event: MouseEvent) => {
    const to = path(event);
    if (to && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      void navigate({ to });
    }
  };
  const changeThis = ({ target }: MouseEvent) => {
    const field = (target as Element).closest<HTMLElement>('[data-field]')?.dataset.field;
    const row = rows[Number((target as Element).closest<HTMLElement>('[data-index]')?.dataset.index)];
    if (field && row) {
      onEdit?.(row, field);
    }
  };
  // what somebody points at is asked for before the click
  const point = (event: PointerEvent) => {
    const to = path(event);
    clearTimeout(pointed.current);
    if (to) {
      pointed.current = setTimeout(() => void router.preloadRoute({ to }), POINTED_MS);
    }
  };
  const widths = [Math.max(TITLE, NAMED[shown[0]!.name] ?? 0), ...shown.slice(1).map((field) => Math.max(NAMED[field.name] ?? LEAST[field.type] ?? 130, Math.min(LONGEST_LABEL, word(field.name).length * LETTER + BESIDE_LABEL)))];
  const grid = {
    '--list-columns': `${CHOOSE}px ${widths.map((width, index) => `minmax(${width}px, ${index === 0 ? 2 : 1}fr)`).join(' ')}`,
    '--list-width': `${narrow ? 0 : widths.reduce((sum, width) => sum + width, CHOOSE)}px`,
  } as CSSProperties;

  return (
    <div ref={body} className={narrow ? `${classes.scroll} ${classes.narrow}` : classes.scroll} role="table" aria-rowcount={-1} aria-label={word(kind.collection, 'kind')} tabIndex={0} style={grid}>
      <Head kind={kind} shown={shown} sort={sort} onSort={onSort} narrow={narrow} />
      {pending ? Array.from({ length: 12 }, (_, index) => <Waiting key={index} columns={narrow ? 1 : shown.length} height={height} />) : (
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }} onClick={follow} onPointerOver={point} onPointerLeave={() => clearTimeout(pointed.current)} onDoubleClick={onEdit && changeThis}>
          {items.map((item) => {
            const row = rows[item.index]!;
            return <Row key={item.key as string} index={item.index} kind={kind} row={row} shown={shown} start={item.start} height={height} narrow={narrow} selected={selected.has(String(row.id))} active={item.index === active} pointed={item.index === active ? value : undefined} onToggle={onToggle} changes={onEdit !== undefined} onEdited={onEdited} editing={editing?.id === row.id ? editing?.field : undefined} />;
          })}
        </div>
      )}
    </div>
  );
});

/** A row that is still to come. */
function Waiting({ columns, height }: { columns: number; height: number }) {
  return (
    <div className={classes.waiting} style={{ height }}>
      <span />
      {Array.from({ length: columns }, (_, index) => <Skeleton key={index} height={14} width={index === 0 ? '70%' : '55%'} ml={10} />)}
    </div>
  );
}

const Head = memo(function Head({ kind, shown, sort, onSort, narrow }: Pick<List, 'kind' | 'shown' | 'sort' | 'onSort' | 'narrow'>) {
  const { t } = useTranslation();
  const row = (
    <div role="row" className={classes.headRow}>
      <span role="columnheader"><VisuallyHidden>{t('list.choose')}</VisuallyHidden></span>
      {shown.map((field, index) => {
        const name = <span>{index === 0 && field.name === 'lastName' ? word('name') : word(field.name)}</span>;
        const className = isNumber(field) ? classes.number : undefined;
        // only what the server sorts by looks as if one could click it
        return kind.sortable.has(field.name) ? (
          <span role="columnheader" key={field.name} className={className} aria-sort={sort === field.name ? 'ascending' : sort === `-${field.name}` ? 'descending' : 'none'}>
            <button type="button" className={classes.headButton} onClick={() => onSort(field.name)}>{name}{sort === field.name ? <IconArrowUp size={12} /> : sort === `-${field.name}` ? <IconArrowDown size={12} /> : null}</button>
          </span>
        ) : <span role="columnheader" key={field.name} className={className}><span className={classes.headPlain}>{name}</span></span>;
      })}
    </div>
  );
  return narrow ? <VisuallyHidden role="rowgroup">{row}</VisuallyHidden> : <Box role="rowgroup" className={classes.head}>{row}</Box>;
});

interface Line {
  index: number;
  kind: Kind;
  row: Json;
  shown: Field[];
  start: number;
  height: number;
  narrow: boolean;
  selected: boolean;
  active: boolean;
  pointed: string | undefined;
  onToggle: (row: Json) => void;
  changes: boolean;
  onEdited: () => void;
  editing: string | undefined;
}

const Row = memo(function Row({ index, kind, row, shown, start, height, narrow, selected, active, pointed, onToggle, changes, onEdited, editing }: Line) {
  const { t } = useTranslation();
  const here = (field: Field) => (changes && changesInList(field) ? { 'data-field': field.name, 'data-pointed': field.name === pointed || undefined, title: t('list.editHere') } : {});
  const editor = (field: Field) => editing === field.name && <CellEditor kind={kind} id={String(row.id)} field={field} onClose={onEdited} />;
  const first = shown[0]!;
  const name = kind.title(row);
  const title = <a className={classes.title} href={`/${kind.collection}/${row.id}`}>{name}</a>;
  const status = shown.find((field) => field.name === kind.status);
  const others = shown.slice(1).filter((field) => !narrow || field !== status);
  return (
    <div role="row" aria-selected={selected} className={classes.row} data-index={index} data-active={active || undefined} style={{ height, top: start }}>
      <span role="cell" className={classes.first}><label className={classes.check}><input type="checkbox" checked={selected} onChange={() => onToggle(row)} aria-label={t('list.chooseOne', { name })} /></label></span>
      <span role="cell" className={classes.cell} {...here(first)} title={undefined}>{title}{editor(first)}</span>
      {narrow ? <>
        <span role="cell" className={classes.cell}>{status && <Cell field={status} record={row} />}</span>
        <span role="cell" className={`${classes.cell} ${classes.more}`}>{others.filter((field) => field.type !== 'email' && told(row[field.name])).slice(0, 4).map((field, at) => <span key={field.name}>{at > 0 && ' · '}<Cell field={field} record={row} /></span>)}</span>
      </> : others.map((field) => <span role="cell" key={field.name} className={isNumber(field) ? `${classes.cell} ${classes.number}` : classes.cell} {...here(field)}><Cell field={field} record={row} />{editor(field)}</span>)}
    </div>
  );
});
