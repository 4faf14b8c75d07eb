import i18next from 'i18next';

/** Numbers, money and moments as the user's language and time zone write them. */

const formats = new Map<string, unknown>();

/** A format is made once: making one takes a hundred times as long as using it, and a list uses thousands. */
function once<Format>(key: string, make: (locale: string) => Format): Format {
  const name = `${i18next.language} ${key}`;
  let format = formats.get(name) as Format | undefined;
  if (!format) {
    format = make(locale());
    formats.set(name, format);
  }
  return format;
}

/** The spoken language as it is written where this person lives: English has two ways to write a day. */
function locale(): string {
  return navigator.languages?.find((each) => each.split('-')[0] === i18next.language) ?? i18next.language;
}

export function number(value: unknown): string {
  return once('number', (name) => new Intl.NumberFormat(name, { maximumFractionDigits: 4 })).format(Number(value));
}

/** How long something takes, in words; small times with as many digits as they need to differ from nothing. */
export function lasting(value: number, unit: string): string {
  return once(unit, (name) => new Intl.NumberFormat(name, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1, maximumSignificantDigits: 3, roundingPriority: 'morePrecision' })).format(value);
}

export function money(value: unknown, currency: unknown): string {
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    return number(value);
  }
  return once(currency, (name) => new Intl.NumberFormat(name, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })).format(Number(value));
}

export function date(value: unknown): string {
  return once('date', (name) => new Intl.DateTimeFormat(name, { dateStyle: 'medium', timeZone: 'UTC' })).format(new Date(`${String(value).slice(0, 10)}T00:00:00Z`));
}

export function moment(value: unknown): string {
  return once('moment', (name) => new Intl.DateTimeFormat(name, { dateStyle: 'medium', timeStyle: 'short' })).format(new Date(String(value)));
}

/** A language by its name: `fr` is French. */
export function languageName(value: unknown): string {
  try {
    return once('language', (name) => new Intl.DisplayNames(name, { type: 'language' })).of(String(value)) ?? String(value);
  } catch {
    return String(value);
  }
}

/** How long ago, or in how long, in the largest unit that is worth saying. */
export function ago(value: unknown, now: number = Date.now()): string {
  const seconds = (new Date(String(value)).getTime() - now) / 1000;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const format = once('ago', (name) => new Intl.RelativeTimeFormat(name, { numeric: 'auto' }));
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'minute');
}
