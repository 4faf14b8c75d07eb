import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { kinds } from './kinds';
import { SortBy, sortedBy } from './SortBy';

it('begins every list with an order that the server knows', () => {
  expect(Object.values(kinds).filter((kind) => !kind.sortable.has(kind.sort.replace(/^-/, ''))).map((kind) => kind.collection)).toEqual([]);
});

it('offers only what the server can sort by', () => {
  const leads = kinds.leads!;
  expect(sortedBy(leads, ['lastName', 'phone', 'email'])).toEqual(['lastName', 'createdAt', 'updatedAt']);
});

it('says by what a list is sorted, and turns it round', async () => {
  const onSort = vi.fn();
  shown(<SortBy kind={kinds.leads!} columns={['lastName']} sort="-createdAt" onSort={onSort} />);
  await userEvent.click(screen.getByRole('button', { name: 'Order' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Created, descending' }));
  expect(onSort).toHaveBeenCalledWith('createdAt');
});
