import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { kinds } from './kinds';
import { ALL, filterOf } from './listSearch';
import { SavedViews, type View } from './SavedViews';

const deals = kinds.opportunities!;
const SAVED = [{ id: 'v-wide', name: 'Wide', filter: 'amount=gt=5', columns: ['name', 'amount'] }, { id: 'v-short', name: 'Short', filter: 'amount=gt=5', columns: ['name'] }, { id: 'v-open', name: 'Everything open', filter: deals.open }];
const onChoose = vi.fn();

beforeEach(() => {
  vi.stubGlobal('fetch', vi.fn(async (request: RequestInfo | URL) => new Response(JSON.stringify(String(request).includes('/me') ? { login: 'ann', roles: ['sales-rep'], teams: [] } : { items: SAVED }), { headers: { 'Content-Type': 'application/json' } })));
});
afterEach(() => { vi.unstubAllGlobals(); onChoose.mockReset(); });

const views = (what: View, view?: string) => shown(<SavedViews kind={deals} shown={{ sort: 'closeDate', columns: [], ...what }} view={view} untouched={false} onChoose={onChoose} />);
const pressed = () => screen.getAllByRole('button', { pressed: true }).map((button) => button.textContent);

it('shows the one view as chosen that was chosen, though another has the same filter', async () => {
  views({ filter: 'amount=gt=5' }, 'v-short');
  await screen.findByText('Short');
  await waitFor(() => expect(pressed()).toEqual(['Short']));
  await userEvent.click(screen.getByText('Wide'));
  expect(onChoose).toHaveBeenCalledWith(expect.objectContaining({ id: 'v-wide' }));
});

it('finds the view of an address that does not name one', async () => {
  views({ filter: 'amount=gt=5' });
  await screen.findByText('Wide');
  await waitFor(() => expect(pressed()).toEqual(['Wide']));
});

it('takes a usual view for what it is, though somebody has saved the same', async () => {
  views({ filter: deals.open! });
  await screen.findByText('Everything open');
  expect(pressed()).toEqual(['Open']);
});

it('forgets a chosen view as soon as the list shows something else', async () => {
  views({ filter: 'amount=gt=9' }, 'v-short');
  await screen.findByText('Short');
  expect(screen.queryAllByRole('button', { pressed: true })).toEqual([]);
});

it('begins with the deals that are still open, until somebody asks for something', () => {
  expect(filterOf(deals, {})).toBe(deals.open);
  expect(filterOf(deals, { view: ALL, sort: '-closeDate' })).toBeUndefined();
  expect(filterOf(deals, { q: 'Engines' })).toBeUndefined();
  expect(filterOf(deals, { filter: 'owner==me' })).toBe('owner==me');
  expect(filterOf(kinds.leads!, {})).toBeUndefined();
});
