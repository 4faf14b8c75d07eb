import { date, moment } from '../language/format';
import { inSentence, word } from '../language/language';
import { kinds } from './kinds';

const described = Object.values(kinds).flatMap((kind) => kind.fields);
/** What services write into their sentences as the API names it: fields such as `nextStep`, and values such as `QUALIFIED`. */
const FIELDS = new Set(described.map((field) => field.name));
const CODES = new Set(['GREEN', 'YELLOW', 'RED', ...described.flatMap((field) => field.choices ?? []).filter((choice) => /^[A-Z][A-Z_]+$/.test(choice))]);

/** A code alone on its side of an arrow or behind a colon: a name that people have given stays as they wrote it. */
const ALONE = /(?<=^|[:→,;] |\b(?:is|ist) )[A-Z][A-Z_]+(?=$| →|[;,.])/g;
/** Which fields changed, as the title of an entry names them. */
const CHANGED = /(?<=^[\wäöüÄÖÜ-]+ (?:changed|geändert): )[a-zA-Z, ]+?(?=: |$)/g;
const ANYWHERE = /[A-Z][A-Z_]+/g;

/** A sentence of a service as people read it: fields and values by their words, days as one writes them. */
export function legible(sentence: string, codes: 'alone' | 'anywhere' = 'alone'): string {
  return sentence
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z/g, moment)
    .replace(/\b\d{4}-\d\d-\d\d\b(?!T)/g, date)
    .replace(CHANGED, (list) => list.split(', ').map((name) => (FIELDS.has(name) ? inSentence(word(name)) : name)).join(', '))
    .replace(/\b[a-z]+[A-Z]\w*|(?<=^|[:;,] )[a-z]+(?=: )/g, (token) => (FIELDS.has(token) ? inSentence(word(token)) : token))
    .replace(codes === 'alone' ? ALONE : ANYWHERE, (token) => (CODES.has(token) ? inSentence(word(token, 'value')) : token));
}
