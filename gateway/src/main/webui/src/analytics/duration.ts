import { lasting } from '../language/format';

const DAY = 86_400;
const UNITS: [name: string, seconds: number][] = [['day', DAY], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** In which unit times are told of which the longest takes so many days: the largest of which there is one. */
export function unitFor(longest: number): { unit: string; perDay: number } {
  const [unit, seconds] = UNITS.find(([, size]) => longest * DAY >= size) ?? (longest > 0 ? UNITS.at(-1)! : UNITS[0]!);
  return { unit, perDay: DAY / seconds };
}

/** A number of a unit in words, such as 12 minutes. */
export const inUnit = (unit: string) => (value: number) => lasting(value, unit);
