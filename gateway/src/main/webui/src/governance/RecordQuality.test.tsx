import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { advice, RecordQuality } from './RecordQuality';

const answers = (body: object, status = 200) => vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }))));

afterEach(() => vi.unstubAllGlobals());

it('tells what would raise the score, and what to do about it', async () => {
  answers({ items: [{ score: 25, rules: 2, failed: [{ ruleId: 'a', field: 'phone', mode: 'WARN', gain: 75, why: 'Calls need it', fix: 'Ask for it', example: '+49 30 1' }] }] });
  shown(<RecordQuality name="lead" id="1" version={1} />);
  expect(await screen.findByText('25')).toBeInTheDocument();
  expect(screen.getByText('Phone').parentElement).toHaveTextContent('+75 Phone: Calls need it. Ask for it.');
});

it('says nothing where no rule holds or the record is not scored yet', async () => {
  answers({ items: [] });
  shown(<RecordQuality name="lead" id="1" version={1} />);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  expect(screen.queryByRole('region')).toBeNull();
});

it('makes one line of why, what to do and an example, whichever of them there is', () => {
  const example = (value: string) => `Such as ${value}`;
  expect(advice({ why: 'It is needed' }, example)).toBe('It is needed.');
  expect(advice({ why: 'Is it right?', fix: 'Ask.', example: 'ABC' }, example)).toBe('Is it right? Ask. Such as ABC.');
});
