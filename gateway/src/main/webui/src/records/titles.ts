import { useQuery } from '@tanstack/react-query';
import { query, read, type Json, type Page } from '../api/client';
import { word } from '../language/language';
import { kinds } from './kinds';

/** Names of records that a page refers to, gathered for a moment and asked for together: one request a kind, not one a row. */
const waiting = new Map<string, Map<string, ((title: string | null) => void)[]>>();
const LONGEST_LIST = 100;

function ask(collection: string, id: string): Promise<string | null> {
  return new Promise((resolve) => {
    let ids = waiting.get(collection);
    if (!ids) {
      ids = new Map();
      waiting.set(collection, ids);
      setTimeout(() => void answer(collection), 15);
    }
    ids.set(id, [...(ids.get(id) ?? []), resolve]);
  });
}

async function answer(collection: string) {
  const asked = waiting.get(collection)!;
  waiting.delete(collection);
  const ids = [...asked.keys()];
  const found = new Map<string, Json>();
  for (let from = 0; from < ids.length; from += LONGEST_LIST) {
    const some = ids.slice(from, from + LONGEST_LIST);
    const page = await read<Page>(`/${collection}${query({ filter: `id=in=(${some.join(',')})`, limit: LONGEST_LIST })}`).catch(() => ({ items: [] as Json[] }));
    page.items.forEach((record) => found.set(String(record.id), record));
  }
  asked.forEach((listeners, id) => {
    const record = found.get(id);
    listeners.forEach((tell) => tell(record ? kinds[collection]!.title(record) : null));
  });
}

/** The title of a record; undefined while it is asked for, and what kind of record it is where it is not there or not ours to see. */
export function useTitle(collection: string, id: string): string | undefined {
  const { data } = useQuery({ queryKey: ['title', collection, id], queryFn: () => ask(collection, id), staleTime: 60_000 });
  return data === undefined ? undefined : (data ?? word(kinds[collection]!.name, 'one'));
}
