import { expect, it } from 'vitest';
import { timeOf } from './Analytics';

it('names a time in whole days', () => {
  const today = new Date('2026-02-10T12:00:00Z');
  expect(timeOf('quarter', today)).toEqual({ from: '2026-01-01', to: '2026-02-10' });
  expect(timeOf('lastQuarter', today)).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(timeOf('thisYear', today)).toEqual({ from: '2026-01-01', to: '2026-02-10' });
  expect(timeOf('year', today)).toEqual({});
});
