import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { post } from '../api/client';
import { shown } from '../testing/shown';
import { BulkActions, reasons } from './BulkActions';
import { kinds } from './kinds';

vi.mock('../api/client', async (original) => ({ ...(await original<object>()), post: vi.fn() }));
vi.mock('../api/me', () => ({ useMe: () => ({ data: { login: 'ann' } }) }));

const NOBODYS = new Map([['1', { id: '1', owner: null, team: 'sales-east' }], ['2', { id: '2', owner: 'ben', team: null }]]);

beforeEach(() => vi.mocked(post).mockReset().mockResolvedValue({ results: [{ status: 200 }, { status: 200 }] }));

async function takenAndTakenBack() {
  shown(<><Notifications /><BulkActions kind={kinds.leads!} selected={NOBODYS} onDone={() => undefined} /></>);
  await userEvent.click(screen.getByRole('button', { name: 'Take' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
}

it('gives what was taken by mistake back to its people and to its teams', async () => {
  await takenAndTakenBack();
  expect(post).toHaveBeenLastCalledWith('/leads/bulk', { operations: [
    { op: 'update', id: '1', patch: { owner: null, team: 'sales-east' } },
    { op: 'update', id: '2', patch: { owner: 'ben', team: null } },
  ] });
});

it('brings back what was archived by mistake in one request', async () => {
  shown(<><Notifications /><BulkActions kind={kinds.leads!} selected={NOBODYS} onDone={() => undefined} /></>);
  await userEvent.click(screen.getByRole('button', { name: 'Archive' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(vi.mocked(post).mock.calls.map(([path, body]) => [path, body])).toEqual([
    ['/leads/bulk', { operations: [{ op: 'archive', id: '1' }, { op: 'archive', id: '2' }] }],
    ['/leads/bulk', { operations: [{ op: 'restore', id: '1' }, { op: 'restore', id: '2' }] }],
  ]);
});

it('says why something could not be given back', async () => {
  vi.mocked(post).mockResolvedValueOnce({ results: [{ status: 200 }, { status: 200 }] })
    .mockResolvedValueOnce({ results: [{ status: 200 }, { status: 403, problem: { detail: 'It is not yours any more.' } }] });
  await takenAndTakenBack();
  expect(await screen.findByText('It is not yours any more.')).toBeVisible();
});

it('tells each reason once for which records of many were refused', () => {
  const refused = (detail: string) => ({ status: 422, problem: { detail } });
  expect(reasons([{ status: 200 }, refused('It is closed.'), refused('It is closed.'), { status: 403, problem: { title: 'Not allowed' } }])).toEqual(['It is closed.', 'Not allowed']);
});
