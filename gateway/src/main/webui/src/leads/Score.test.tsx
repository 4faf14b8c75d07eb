import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { shown } from '../testing/shown';
import { reasonsOf, Score } from './Score';

const lead = { score: 82, scoreReasons: [{ reason: 'Asked for a quote', effect: 4 }, { reason: 'No phone number', effect: -9.126 }] };

it('tells the reasons of a score, the strongest first and with their sign', () => {
  shown(<Score lead={lead} />);
  expect(screen.getByText('82')).toBeInTheDocument();
  expect(screen.getAllByText(/^[+−]/).map((line) => line.textContent)).toEqual(['−9.13 No phone number', '+4 Asked for a quote']);
});

it('takes what is no reason for none', () => {
  expect(reasonsOf({ scoreReasons: null })).toEqual([]);
  expect(reasonsOf({ scoreReasons: ['x', { effect: 1 }] })).toEqual([]);
});
