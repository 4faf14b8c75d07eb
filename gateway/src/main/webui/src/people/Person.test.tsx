import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { fieldOf, kinds } from '../records/kinds';
import { Value } from '../records/value';
import { shown } from '../testing/shown';
import { Person } from './Person';

afterEach(() => vi.unstubAllGlobals());

it('calls people by their names, asked for in one request, and by the login name whom nobody knows', async () => {
  const fetch = vi.fn<(path: string) => Promise<Response>>(() => Promise.resolve(new Response(JSON.stringify({ items: [{ login: 'ann', name: 'Ann Byron' }, { login: 'bob', name: 'Bob Curie' }] }))));
  vi.stubGlobal('fetch', fetch);
  const deal = kinds.opportunities!;
  shown(<>
    <Value field={fieldOf(deal, 'owner')!} record={{ owner: 'ann' }} />
    <Value field={fieldOf(deal, 'updatedBy')!} record={{ updatedBy: 'bob' }} />
    <Person login="ann" />
    <Person login="platform" />
    <Person login="gone" />
    <Value field={fieldOf(deal, 'team')!} record={{ team: 'sales-emea' }} />
  </>);
  expect(await screen.findAllByText('Ann Byron')).toHaveLength(2);
  expect(screen.getByText('Bob Curie')).toBeTruthy();
  expect(screen.getByText('System')).toHaveAttribute('title', 'platform');
  expect(screen.getByText('gone')).toBeTruthy();
  expect(screen.getByText('Sales EMEA')).toHaveAttribute('title', 'sales-emea');
  expect(fetch.mock.calls.map(([path]) => path)).toEqual(['/api/v1/people?limit=100&login=ann&login=bob&login=platform&login=gone']);
});
