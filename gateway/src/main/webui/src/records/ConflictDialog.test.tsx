import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { ConflictDialog } from './ConflictDialog';
import { kinds } from './kinds';

const current = { id: '1', version: 4, company: 'Theirs Ltd', phone: '+49 30 1', updatedBy: 'ann' };

beforeEach(() => vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify({ items: [{ login: 'ann', name: 'Ann Byron' }] }))))));
afterEach(() => vi.unstubAllGlobals());

it('stores only what was chosen as mine, and nothing before everything is chosen', async () => {
  const onResolve = vi.fn();
  shown(<ConflictDialog kind={kinds.leads!} mine={{ company: 'Mine Inc', phone: '+49 30 2' }} current={current} onResolve={onResolve} onClose={() => {}} />);
  expect(await screen.findByText(/^Ann Byron has changed this record/)).toBeInTheDocument();
  const store = screen.getByRole('button', { name: 'Save my choice' });
  expect(store).toBeDisabled();
  await userEvent.click(screen.getByRole('radio', { name: 'Company: Mine' }));
  expect(store).toBeDisabled();
  await userEvent.click(screen.getByRole('radio', { name: 'Phone: Theirs' }));
  await userEvent.click(store);
  expect(onResolve).toHaveBeenCalledWith({ company: 'Mine Inc' });
});

it('asks nothing where both wrote the same', async () => {
  const onResolve = vi.fn();
  shown(<ConflictDialog kind={kinds.leads!} mine={{ company: 'Theirs Ltd' }} current={current} onResolve={onResolve} onClose={() => {}} />);
  expect(screen.getByText('Both of you wrote the same.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Save my choice' }));
  expect(onResolve).toHaveBeenCalledWith({});
});
