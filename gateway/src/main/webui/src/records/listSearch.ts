import type { Kind } from './kinds';

export interface ListSearch {
  filter?: string;
  q?: string;
  sort?: string;
  /** Which view was chosen: two of them may have the same filter. */
  view?: string;
  /** Somebody wants to make a record here. */
  new?: string;
}

/** The view without a filter, for who has chosen to see everything. */
export const ALL = 'all';

/** Whether nobody has said yet what the list is to show. */
export const isUntouched = (search: ListSearch) => !search.filter && !search.q && !search.sort && !search.view;

/** What a list is filtered by: where old records would come first, it begins with those that are still worked on. */
export function filterOf(kind: Pick<Kind, 'open' | 'beginsOpen'>, search: ListSearch): string | undefined {
  return kind.beginsOpen && isUntouched(search) ? kind.open : search.filter;
}
