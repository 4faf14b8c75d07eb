import { expect, it } from 'vitest';
import { charged, itemsOf, newItem, pricesOf, sum, total, wantedOf, type Item } from './offer';

const item = (more: Partial<Item>): Item => ({ key: 'k', productId: 'p', productName: 'Tool', description: '', quantity: 1, unitPrice: 10, discountPercent: 0, recurrence: 'ONE_TIME', termMonths: '', ...more });

it('rounds a line to the smallest unit of its currency, half to even', () => {
  expect(total(item({ quantity: 3, unitPrice: 19.99, discountPercent: 15 }), 'EUR')).toBe(50.97);
  expect(total(item({ unitPrice: 0.125 }), 'EUR')).toBe(0.12);
  expect(total(item({ unitPrice: 0.375 }), 'EUR')).toBe(0.38);
  expect(total(item({ quantity: 0.5, unitPrice: 1001 }), 'JPY')).toBe(500);
  expect(total(item({ quantity: 1.5, unitPrice: 1001 }), 'JPY')).toBe(1502);
  expect(total(item({ quantity: 3, unitPrice: 1.005 }), 'USD')).toBe(3.02);
});

it('counts what is paid again over its term', () => {
  expect(total(item({ unitPrice: 9.99, recurrence: 'MONTHLY', termMonths: 24 }), 'EUR')).toBe(239.76);
  expect(total(item({ unitPrice: 100, recurrence: 'YEARLY', termMonths: 18 }), 'EUR')).toBe(150);
  expect(total(item({ unitPrice: 100, recurrence: 'MONTHLY' }), 'EUR')).toBe(1200);
});

it('takes what is not filled in yet for nothing', () => {
  expect(total(item({ quantity: '', unitPrice: '' }), 'EUR')).toBe(0);
  expect(total(item({ discountPercent: 100 }), 'EUR')).toBe(0);
});

it('adds up the rounded lines to the last cent', () => {
  expect(sum([item({ unitPrice: 0.1 }), item({ unitPrice: 0.2 }), item({ unitPrice: 0.335 })], 'EUR')).toBe(0.64);
  expect(sum([], 'EUR')).toBe(0);
});

const LISTS = [
  { id: 'old', currency: 'EUR', validFrom: '2025-01-01' },
  { id: 'new', currency: 'EUR', validFrom: '2026-01-01' },
  { id: 'past', currency: 'EUR', validFrom: '2026-02-01', validUntil: '2026-03-01' },
  { id: 'dollars', currency: 'USD', validFrom: '2026-04-01' },
];
const PRICES = [
  { productId: 'p', priceListId: 'old', recurrence: 'MONTHLY', unitPrice: 8 },
  { productId: 'p', priceListId: 'old', recurrence: 'YEARLY', unitPrice: 80 },
  { productId: 'p', priceListId: 'new', recurrence: 'MONTHLY', unitPrice: 9 },
  { productId: 'p', priceListId: 'past', recurrence: 'MONTHLY', unitPrice: 1 },
  { productId: 'p', priceListId: 'dollars', recurrence: 'MONTHLY', unitPrice: 2 },
];
const PRODUCTS = [{ id: 'p', name: 'Tool', price: 5, currency: 'EUR' }, { id: 'q', name: 'Hour', price: 100, currency: 'EUR' }];

it('finds the newest price for each way to pay, else the product\'s own', () => {
  const prices = pricesOf(PRODUCTS, LISTS, PRICES, 'EUR', '2026-06-01', null);
  expect(prices.get('p')).toEqual({ MONTHLY: 9, YEARLY: 80 });
  expect(prices.get('q')).toEqual({ ONE_TIME: 100 });
  expect(pricesOf(PRODUCTS, LISTS, PRICES, 'EUR', '2026-06-01', 'old').get('p')).toEqual({ MONTHLY: 8, YEARLY: 80 });
  expect(pricesOf(PRODUCTS, LISTS, PRICES, 'USD', '2026-06-01', null).get('q')).toEqual({});
});

it('takes price and term with the way to pay', () => {
  const fresh = newItem(PRODUCTS[0]!, { MONTHLY: 9, YEARLY: 80 });
  expect(fresh).toMatchObject({ productName: 'Tool', quantity: 1, recurrence: 'MONTHLY', unitPrice: 9, termMonths: 12 });
  expect(charged({ ...fresh, termMonths: 24 }, 'YEARLY', { MONTHLY: 9, YEARLY: 80 })).toMatchObject({ unitPrice: 80, termMonths: 24 });
  expect(charged(fresh, 'ONE_TIME', { MONTHLY: 9 })).toMatchObject({ unitPrice: 9, termMonths: '' });
  expect(newItem(PRODUCTS[0]!, {})).toMatchObject({ recurrence: 'ONE_TIME', unitPrice: '', termMonths: '' });
});

it('gives back the items of a deal as they were', () => {
  const kept = { id: 'i', productId: 'p', productName: 'Tool', quantity: 2, unitPrice: 9, discountPercent: 5, recurrence: 'MONTHLY', termMonths: 12, currency: 'EUR', total: 205.2 };
  expect(wantedOf(itemsOf({ lineItems: [kept] }))).toEqual([{ id: 'i', productId: 'p', quantity: 2, unitPrice: 9, discountPercent: 5, recurrence: 'MONTHLY', termMonths: 12 }]);
  expect(itemsOf({})).toEqual([]);
  expect(wantedOf([newItem(PRODUCTS[0]!, {})])).toEqual([{ productId: 'p', quantity: 1, discountPercent: 0, recurrence: 'ONE_TIME' }]);
});
