import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refusal } from '../api/client';
import { shown } from '../testing/shown';
import type { Item } from './offer';
import { OfferDialog } from './OfferDialog';
import { missing } from './Splits';

const DEAL = { id: 'd', currency: 'EUR', lineItems: [
  { id: 'a', productId: 'p', productName: 'Tool', quantity: 2, unitPrice: 10, discountPercent: 0, recurrence: 'ONE_TIME', currency: 'EUR' },
  { id: 'b', productId: 'q', productName: 'Care', quantity: 1, unitPrice: 5, discountPercent: 0, recurrence: 'MONTHLY', termMonths: 12, currency: 'EUR' },
] };
const ANSWERS: [RegExp, object[]][] = [
  [/^\/api\/v1\/products\?/, [{ id: 'p', name: 'Tool' }, { id: 'q', name: 'Care' }]],
  [/^\/api\/v1\/price-lists\?/, [{ id: 'l', name: 'List', currency: 'EUR', validFrom: '2020-01-01' }]],
  [/^\/api\/v1\/product-prices\?/, [{ productId: 'q', priceListId: 'l', recurrence: 'MONTHLY', unitPrice: 5 }, { productId: 'q', priceListId: 'l', recurrence: 'YEARLY', unitPrice: 50 }]],
];

beforeEach(() => vi.stubGlobal('fetch', vi.fn((path: string) => Promise.resolve(new Response(JSON.stringify({ items: ANSWERS.find(([fits]) => fits.test(path))?.[1] ?? [], nextCursor: null }), { headers: { 'content-type': 'application/json' } })))));
afterEach(() => vi.unstubAllGlobals());

const within$ = (name: string) => within(screen.getByLabelText(name, { selector: 'section' }));

it('shows what it adds up to while one types, and gives back what is wanted', async () => {
  const saved: Item[][] = [];
  const onClose = vi.fn();
  shown(<OfferDialog deal={DEAL} onSave={(items) => { saved.push(items); return Promise.resolve(undefined); }} onClose={onClose} />);
  expect(screen.getByRole('status')).toHaveTextContent('Total €80');
  fireEvent.change(within$('Tool').getByLabelText(/^Quantity/), { target: { value: '3' } });
  fireEvent.change(within$('Tool').getByLabelText('Discount'), { target: { value: '50' } });
  expect(within$('Tool').getByText('€15')).toBeInTheDocument();
  expect(screen.getByRole('status')).toHaveTextContent('Total €75');
  fireEvent.click(screen.getByLabelText('Remove Care'));
  expect(screen.getByRole('status')).toHaveTextContent('Total €15');
  fireEvent.click(screen.getByText('Save'));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved).toMatchObject([[{ id: 'a', quantity: 3, discountPercent: 50 }]]);
});

it('tells what was said against an item beside it, and stays open', async () => {
  const onClose = vi.fn();
  const refusal = new Refusal(422, '', 'Invalid', '', [{ pointer: '/lineItems/1/unitPrice', detail: 'There is no price.' }], undefined, undefined);
  shown(<OfferDialog deal={DEAL} onSave={() => Promise.resolve(refusal)} onClose={onClose} />);
  fireEvent.click(screen.getByText('Save'));
  expect(await within$('Care').findByText('There is no price.')).toBeInTheDocument();
  expect(within$('Tool').queryByText('There is no price.')).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
});

it('knows what is missing until shares are a whole', () => {
  expect(missing([{ owner: 'a', percent: 33.3333 }, { owner: 'b', percent: 33.3333 }, { owner: 'c', percent: 33.3334 }])).toBe(0);
  expect(missing([{ owner: 'a', percent: 60 }, { owner: 'b', percent: '' }])).toBe(40);
  expect(missing([{ owner: 'a', percent: 70.5 }, { owner: 'b', percent: 40 }])).toBe(-10.5);
});
