import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { Accuracy, percent } from './Accuracy';

it('writes how far a forecast was off with its sign, and nothing where nothing landed', () => {
  expect([percent(0.041, true), percent(-0.2, true), percent(0.2), percent(0, true), percent(undefined)]).toEqual(['+4 %', '-20 %', '20 %', '0 %', '–']);
});

it('sets what was called beside what landed', async () => {
  const answer = { items: [{ period: '2026-Q3', forecasts: 13, landed: 1000, called: { sum: 1200, bias: 0.2, mape: 0.25 }, adjusted: { sum: 900, bias: -0.1, mape: 0.1 }, statistical: { sum: 1000, bias: 0, mape: 0 }, naive: { sum: 0 } }] };
  vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify(answer)))));
  shown(<Accuracy currency="EUR" />);
  const row = (await screen.findByText('2026-Q3')).closest('tr')!;
  expect(row).toHaveTextContent('€1,000');
  expect(row).toHaveTextContent('€1,200Bias +20 %, error 25 %');
  expect(row).toHaveTextContent('€900Bias -10 %, error 10 %');
  expect(row).toHaveTextContent('€0Bias –, error –');
  vi.unstubAllGlobals();
});
