import i18next from 'i18next';
import { moment } from '../language/format';
import { inSentence, said, word } from '../language/language';
import { teamName } from '../people/names';
import { legible } from './legible';

/** An entry of a timeline, in a service's own English. */
export interface Happened {
  type: string;
  title: string;
  detail?: string | null;
}

const GIVEN = /^(Lead given to|Case given to|Lead offered to|Handoff (?:accepted|rejected) by) (.+)$/s;
/** Kinds of events whose detail is a word of the platform's and a value, not what somebody wrote. */
const WORDED = new Set(['lead-captured', 'lead-assigned', 'lead-scored', 'lead-response-overdue', 'opportunity-stage-changed', 'activity-completed', 'campaign-approved', 'case-opened', 'sla-breached', 'health-changed']);
const WORD = /^(before|from|by|due|score|priority):? (.+)$/s;
/** Kinds whose detail is a code. */
const CODED = new Set(['member-added', 'member-responded', 'touch-recorded']);

/** A change of which no value is told. */
const UNTOLD = /(?:^|; )\w+: … → …(?=;|$)/g;

const code = (words: string) => words.toUpperCase().replaceAll(' ', '_');
const worded = ({ type, detail }: Happened) => (WORDED.has(type) ? WORD.exec(detail ?? '') : null);
const isSomebody = (type: string, which: string) => which === 'by' || type === 'lead-assigned';

/** The login names that an entry mentions; some of them may be teams. */
export function mentioned(entry: Happened): string[] {
  const whom = GIVEN.exec(entry.title)?.[2];
  const detail = worded(entry);
  return [...(whom ? [whom] : []), ...(detail && isSomebody(entry.type, detail[1]!) ? [detail[2]!] : [])];
}

type Names = ReadonlyMap<string, string>;
/** Somebody by name; who is nobody with a name and written as teams are is a team. */
const named = (names: Names, login: string) => { const name = names.get(login) ?? login; return name === login && login.includes('-') ? teamName(login) : name; };

export function titleOf({ title }: Happened, names: Names): string {
  const whom = GIVEN.exec(title);
  return legible(said(whom ? `${whom[1]} ${named(names, whom[2]!)}` : title));
}

export function detailOf(entry: Happened, names: Names): string {
  const detail = entry.detail ?? '';
  if (CODED.has(entry.type)) {
    return word(code(detail), 'value');
  }
  const found = worded(entry);
  if (!found) {
    return legible(detail.replace(UNTOLD, '').replace(/^; /, ''));
  }
  const [, which, value] = found as unknown as [string, string, string];
  const what = which === 'due' ? moment(value) : isSomebody(entry.type, which) ? named(names, value) : which === 'priority' ? inSentence(word(code(value), 'value')) : said(value);
  return i18next.t(`happened.${which}`, { what });
}
