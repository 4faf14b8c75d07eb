import { expect, it } from 'vitest';
import { periods } from './periods';

it('begins with the quarter that runs, and knows the year after December', () => {
  expect(periods(new Date('2026-11-25T10:00:00Z'))).toEqual(['2026-Q4', '2027-Q1', '2027-Q2', '2026-11', '2026-12', '2027-01', 'FY2026', 'FY2027', '2026-Q3', '2026-10']);
  expect(periods(new Date('2026-01-31T10:00:00Z')).slice(-2)).toEqual(['2025-Q4', '2025-12']);
});
