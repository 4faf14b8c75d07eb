import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { query, read, type Page } from '../api/client';
import { word } from '../language/language';
import { withoutName } from '../people/names';
import { kinds } from './kinds';

/** Names of records and people that a page refers to, gathered for a moment and asked for together: one request a kind, not one a row. */
const waiting = new Map<string, Map<string, ((title: string | null) => void)[]>>();
const LONGEST_LIST = 100;
const PEOPLE = 'people';
const FRESH_MS = 60_000;
const LONG_FRESH_MS = 10 * 60_000;

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
  const found = new Map<string, string>();
  for (let from = 0; from < ids.length; from += LONGEST_LIST) {
    const some = ids.slice(from, from + LONGEST_LIST);
    const named = await (collection === PEOPLE ? namesOf(some) : titlesOf(collection, some)).catch(() => []);
    named.forEach(([id, name]) => found.set(id, name));
  }
  asked.forEach((listeners, id) => listeners.forEach((tell) => tell(found.get(id) ?? null)));
}

async function titlesOf(collection: string, ids: string[]): Promise<[string, string][]> {
  const page = await read<Page>(`/${collection}${query({ filter: `id=in=(${ids.join(',')})`, limit: LONGEST_LIST })}`);
  return page.items.map((record) => [String(record.id), kinds[collection]!.title(record)]);
}

async function namesOf(logins: string[]): Promise<[string, string][]> {
  const { items } = await read<{ items: { login: string; name: string }[] }>(`/people?limit=${LONGEST_LIST}${logins.map((login) => `&login=${encodeURIComponent(login)}`).join('')}`);
  return items.map(({ login, name }) => [login, name]);
}

/** The title of a record; undefined while it is asked for, and what kind of record it is where it is not there or not ours to see. */
export function useTitle(collection: string, id: string): string | undefined {
  const { data } = useQuery({ queryKey: ['title', collection, id], queryFn: () => ask(collection, id), staleTime: FRESH_MS });
  return data === undefined ? undefined : (data ?? word(kinds[collection]!.name, 'one'));
}

const called = (login: string) => queryOptions({ queryKey: ['title', PEOPLE, login], queryFn: () => ask(PEOPLE, login), enabled: login !== '', staleTime: LONG_FRESH_MS });

/** What a person is called; the login name until that is known, and for what the platform did by itself. */
export function usePerson(login: string): string {
  return useQuery(called(login)).data ?? withoutName(login);
}

/** The same for several. */
export function usePeople(logins: string[]): ReadonlyMap<string, string> {
  const all = [...new Set(logins)];
  return useQueries({ queries: all.map(called), combine: (names) => new Map(all.map((login, at) => [login, names[at]?.data ?? withoutName(login)])) });
}
