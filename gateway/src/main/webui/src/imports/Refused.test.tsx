import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { Refused } from './Refused';

afterEach(() => vi.unstubAllGlobals());

it('says each reason once, with the first row that has it', async () => {
  const file = 'name,sector,import row,import reason\r\nA,x,2,phone has to be a phone number.\r\nB,x,3,phone has to be a phone number.\r\n"C, Ltd",x,7,"email, once"\r\n';
  // the file is there as CSV only
  vi.stubGlobal('fetch', vi.fn((_: string, { headers }: { headers: Record<string, string> }) => Promise.resolve(headers.Accept!.startsWith('text/csv') ? new Response(file) : new Response(null, { status: 406 }))));
  shown(<Refused importId="i" />);
  expect(await screen.findByText('Row 2: phone has to be a phone number.')).toBeInTheDocument();
  expect(screen.getAllByText(/^Row/).map((each) => each.textContent)).toEqual(['Row 2: phone has to be a phone number.', 'Row 7: email, once']);
});
