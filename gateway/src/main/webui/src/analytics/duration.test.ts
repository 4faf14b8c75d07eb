import { expect, it } from 'vitest';
import { inUnit, unitFor } from './duration';

it('tells times in the largest unit of which the longest has one', () => {
  expect(unitFor(12)).toEqual({ unit: 'day', perDay: 1 });
  expect(unitFor(1)).toEqual({ unit: 'day', perDay: 1 });
  expect(unitFor(0.5)).toEqual({ unit: 'hour', perDay: 24 });
  expect(unitFor(0.01)).toEqual({ unit: 'minute', perDay: 1_440 });
  expect(unitFor(0.0001)).toEqual({ unit: 'second', perDay: 86_400 });
  expect(unitFor(0.0000001)).toEqual({ unit: 'second', perDay: 86_400 });
  expect(unitFor(0)).toEqual({ unit: 'day', perDay: 1 });
});

it('writes small values so that they differ from nothing', () => {
  expect(inUnit('day')(285)).toBe('285 days');
  expect(inUnit('day')(2.25)).toBe('2.25 days');
  expect(inUnit('hour')(1)).toBe('1 hour');
  expect(inUnit('second')(0.0123)).toBe('0.0123 seconds');
});
