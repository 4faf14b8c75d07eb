import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { read } from '../api/client';
import { shown } from '../testing/shown';
import { Behind } from './Behind';

vi.mock('../api/client', async (original) => ({ ...(await original<object>()), read: vi.fn() }));
vi.mock('../records/value', () => ({ Reference: ({ collection, id }: { collection: string; id: string }): ReactNode => <span>{`${collection}/${id}`}</span> }));

const deal = (id: string, kind: string, count: number, amountBase: number) => ({ id, kind, count, amountBase, beganAt: '2026-02-03T00:00:00Z' });
const TOTAL = { currency: 'EUR', deals: 2, count: 1.5, amountBase: 300 };

beforeEach(() => vi.mocked(read).mockReset());

it('lists each deal with its share, page by page, and what all add up to', async () => {
  vi.mocked(read)
    .mockResolvedValueOnce({ ...TOTAL, items: [deal('a', 'OPPORTUNITY', 1, 200)], nextCursor: 'n' })
    .mockResolvedValueOnce({ ...TOTAL, items: [deal('b', 'LEAD', 0.5, 100)], nextCursor: null });
  shown(<Behind wanted={{ of: 'deals', campaign: 'c', model: 'LINEAR', stage: 'WON', from: '2026-01-01', to: undefined, title: 'Won' }} onClose={() => undefined} />);
  fireEvent.click(await screen.findByText('More'));
  await waitFor(() => expect(screen.getByText('leads/b')).toBeInTheDocument());
  expect(screen.getAllByRole('row', { hidden: true }).slice(1).map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
    ['opportunities/a', 'Feb 3, 2026', '1', '€200'],
    ['leads/b', 'Feb 3, 2026', '0.5', '€100'],
    ['Together: 2 records', '', '1.5', '€300'],
  ]);
  expect(vi.mocked(read).mock.calls.map(([path]) => path)).toEqual([
    '/attribution/deals?campaignId=c&model=LINEAR&stage=WON&from=2026-01-01&limit=50',
    '/attribution/deals?campaignId=c&model=LINEAR&stage=WON&from=2026-01-01&limit=50&cursor=n',
  ]);
});

it('lists the expenses behind the cost', async () => {
  vi.mocked(read).mockResolvedValueOnce({ items: [{ id: 'x', description: 'Stand', incurredOn: '2026-03-01', amount: 70, currency: 'EUR' }], nextCursor: null, total: 70, currency: 'EUR' });
  shown(<Behind wanted={{ of: 'costs', campaign: 'c', title: 'Cost' }} onClose={() => undefined} />);
  expect(await screen.findByText('Stand')).toBeInTheDocument();
  expect(vi.mocked(read).mock.calls[0]![0]).toBe('/campaigns/c/costs');
});
