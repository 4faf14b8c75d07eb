import i18next from 'i18next';

/** Numbers, money and moments as the user's language and time zone write them. */

export function number(value: unknown): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: 4 }).format(Number(value));
}

export function money(value: unknown, currency: unknown): string {
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    return number(value);
  }
  return new Intl.NumberFormat(i18next.language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(Number(value));
}

export function date(value: unknown): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${String(value).slice(0, 10)}T00:00:00Z`));
}

export function moment(value: unknown): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(String(value)));
}

/** How long ago, or in how long, in the largest unit that is worth saying. */
export function ago(value: unknown, now: number = Date.now()): string {
  const seconds = (new Date(String(value)).getTime() - now) / 1000;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const format = new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'minute');
}
