import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { patch, Refusal, type Json, type Page } from '../api/client';
import { raise } from './conflicts';
import { fieldOf, type Kind } from './kinds';
import { closed, opened } from './ownFields';
import { recordQuery } from './recordQuery';

type Lists = InfiniteData<Page> | undefined;

/** Shows a record everywhere as the server has it now. */
export function took(client: QueryClient, kind: Kind, id: string, changed: Json) {
  client.setQueryData(recordQuery(kind, id).queryKey, changed);
  client.setQueriesData<Lists>({ queryKey: ['list', kind.collection], predicate: ({ state }) => Boolean((state.data as Lists)?.pages) },
    (lists) => lists && { ...lists, pages: lists.pages.map((page) => ({ ...page, items: page.items.map((row) => (row.id === id ? { ...row, ...some(changed, row) } : row)) })) });
  void client.invalidateQueries({ queryKey: ['list', kind.collection] });
  void client.invalidateQueries({ queryKey: ['history', kind.collection, id] });
  client.setQueryData(['title', kind.collection, id], kind.title(changed));
}

export function some(of: Json | undefined, names: Json): Json {
  return Object.fromEntries(Object.entries(of ?? {}).filter(([name]) => name in names));
}

/** Whether somebody who was faster left these fields as I saw them; then there is nothing to choose. */
export function untouched(fields: string[], seen: Json, current: Json): boolean {
  return fields.every((field) => JSON.stringify(seen[field] ?? null) === JSON.stringify(current[field] ?? null));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What has to be sent so that these fields are again as they were; a record that was given away goes back to its team too. */
export function earlier(kind: Kind, fields: string[], before: Json, now: Json): Json {
  const back = fields.includes('owner') && fieldOf(kind, 'team')?.editable ? [...new Set([...fields, 'team'])] : fields;
  return Object.fromEntries(back.map((name) => {
    const was = before[name] ?? null;
    const is = now[name];
    // a part that is not named would stay
    return [name, isObject(was) && isObject(is) ? { ...Object.fromEntries(Object.keys(is).map((part) => [part, null])), ...was } : was];
  }));
}

/**
 * Sends what a record had before, over the version that the change made and no other. Whoever has changed the same fields
 * since then is not overwritten: it is asked which of the two holds.
 */
export async function takeBack(client: QueryClient, kind: Kind, id: string, before: Json, stored: Json): Promise<void> {
  try {
    took(client, kind, id, await patch(`/${kind.collection}/${id}`, closed(before), stored.version));
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.status !== 412 || !fault.current) {
      throw fault;
    }
    took(client, kind, id, fault.current);
    const current = opened(fault.current);
    if (untouched(Object.keys(before), stored, current)) {
      await takeBack(client, kind, id, before, current);
    } else {
      raise({ kind, id, mine: before, current });
    }
  }
}
