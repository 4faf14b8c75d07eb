import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { Convert } from './Convert';
import { domainOf, nameKey, suspected } from './suspects';

afterEach(() => vi.unstubAllGlobals());

it('compares names without what people leave out', () => {
  expect(['ACME Engines, Inc.', 'The Acme-Engines GmbH & Co. KG', 'acme engines'].map(nameKey)).toEqual(['acme engines', 'acme engines', 'acme engines']);
  expect(nameKey('The')).toBe('the');
  expect(nameKey(undefined)).toBe('');
});

it('tells a company by its own domain and not by a provider of everybody', () => {
  expect(domainOf({ website: 'https://www.Acme.example:8443/about?x', email: 'a@other.example' })).toBe('acme.example');
  expect(domainOf({ email: 'Ada@Acme.example' })).toBe('acme.example');
  expect(domainOf({ website: 'no host', email: 'ada@gmail.com' })).toBeUndefined();
  expect(domainOf({ email: 'ada@yahoo.co.uk' })).toBeUndefined();
});

it('suspects by domain and by name, the surest first, and not by a word in common', () => {
  const lead = { company: 'Acme Engines Ltd', email: 'ada@acme.example' };
  const found = [{ id: '1', name: 'Acme Engines Europe' }, { id: '2', name: 'Acme Foods' }, { id: '3', name: 'ACME Engines' }, { id: '4', name: 'Steam Works', domain: 'acme.example' }, { id: '3', name: 'ACME Engines' }, { id: '5', name: 'West Acme Engines Group' }];
  expect(suspected(lead, found).map(({ record, why }) => [record.id, why])).toEqual([['4', ['domain']], ['3', ['sameName']], ['1', ['likeName']]]);
});

it('shows each with its reason, and converts into what was chosen', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', vi.fn((path: string, { method, body }: RequestInit) => {
    asked.push(`${method} ${decodeURIComponent(path).replaceAll('+', ' ')}${typeof body === 'string' ? ` ${body}` : ''}`);
    const items = path.includes('/contacts') ? [{ id: 'c', firstName: 'Ada', lastName: 'Byron', emails: ['ada@acme.example'] }] : path.includes('domain') ? [{ id: 'a', name: 'Steam Works', domain: 'acme.example' }] : [];
    return Promise.resolve(new Response(JSON.stringify(method === 'POST' ? { state: 'PENDING' } : { items, state: 'PENDING' })));
  }));
  shown(<Convert lead={{ id: 'l', company: 'Acme Engines', email: 'Ada@Acme.example' }} onClose={() => {}} onDone={() => {}} />);
  expect(await screen.findByText('(account · same domain acme.example)')).toBeInTheDocument();
  expect(await screen.findByText('(contact · same email address)')).toBeInTheDocument();
  expect([...asked].sort()).toEqual(['GET /api/v1/accounts?filter=domain==acme.example&limit=5', 'GET /api/v1/accounts?filter=name==*acme*engines*&limit=20', 'GET /api/v1/contacts?filter=emails==ada@acme.example&limit=5']);
  await userEvent.click(screen.getByRole('button', { name: 'This one: Steam Works' }));
  await userEvent.click(screen.getByRole('button', { name: 'This one: Ada Byron' }));
  await userEvent.click(screen.getByRole('button', { name: 'Convert' }));
  expect(asked.find((each) => each.startsWith('POST'))).toBe('POST /api/v1/leads/l/conversion {"accountId":"a","contactId":"c","opportunity":{"name":"Acme Engines"}}');
});
