import { kinds } from '../records/kinds';

/** Kinds of records that activities can be about. */
const ABOUT = new Set(['lead', 'account', 'contact', 'opportunity', 'case']);

export function canBeAbout(kind: string): boolean {
  return ABOUT.has(kind);
}

/** The record that is open at a path; what is logged from its page is about it. */
export function openRecord(path: string): { type: string; id: string } | undefined {
  const [, collection, id] = path.split('/');
  const kind = kinds[collection ?? ''];
  return kind && id && canBeAbout(kind.name) ? { type: kind.name, id } : undefined;
}
