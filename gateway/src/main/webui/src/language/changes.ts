import { date, moment, number } from './format';
import { said, word } from './language';

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** A value of any field as people read it: no JSON, no codes, and moments in their time zone. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return '–';
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? '–' : value.map(inWords).join(', ');
  }
  switch (typeof value) {
    case 'object':
      return Object.entries(value).filter(([, part]) => part !== null && part !== '').map(([name, part]) => `${word(name)} ${inWords(part)}`).join(', ');
    case 'boolean':
      return word(value ? 'YES' : 'NO', 'value');
    case 'number':
      return number(value);
    default:
      return text(String(value));
  }
}

function text(value: string): string {
  if (MOMENT.test(value)) {
    return moment(value);
  }
  // a time that begins and perhaps has no end yet
  const [from, to] = value.split('/');
  if (to !== undefined && MOMENT.test(from!) && (to === '..' || MOMENT.test(to))) {
    return `${moment(from)} – ${to === '..' ? '' : moment(to)}`.trimEnd();
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    return date(value);
  }
  return /^[A-Z][A-Z_]+$/.test(value) ? word(value, 'value') : said(value);
}
