import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { post } from '../api/client';
import { shown } from '../testing/shown';
import { RemoveMembers } from './RemoveMembers';

vi.mock('../api/client', async (original) => ({ ...(await original<object>()), post: vi.fn() }));

const onDone = vi.fn();
const onBack = vi.fn();

beforeEach(() => vi.clearAllMocks());

function removed(...statuses: number[]) {
  vi.mocked(post).mockResolvedValueOnce({ results: statuses.map((status) => ({ status, ...(status >= 400 ? { problem: { detail: 'It is not yours.' } } : {}) })) });
  shown(<><Notifications /><RemoveMembers campaign="c" selected={[{ id: 'a' }, { id: 'b' }]} onDone={onDone} onBack={onBack} /></>);
  fireEvent.click(screen.getByText('Remove'));
}

it('takes all chosen people out in one request and brings back those who went', async () => {
  removed(200, 403);
  expect(await screen.findByText('1 was not removed. It is not yours.')).toBeInTheDocument();
  expect(onDone).toHaveBeenCalledOnce();
  vi.mocked(post).mockResolvedValueOnce({ results: [{ status: 200 }] });
  fireEvent.click(screen.getByText('Undo'));
  await waitFor(() => expect(onBack).toHaveBeenCalledOnce());
  expect(vi.mocked(post).mock.calls.map(([path, body]) => [path, body])).toEqual([
    ['/campaigns/c/members/bulk', { operations: [{ op: 'archive', id: 'a' }, { op: 'archive', id: 'b' }] }],
    ['/campaigns/c/members/bulk', { operations: [{ op: 'restore', id: 'a' }] }],
  ]);
});

it('says why somebody did not come back', async () => {
  removed(200, 200);
  vi.mocked(post).mockResolvedValueOnce({ results: [{ status: 200 }, { status: 409, problem: { detail: 'The campaign is archived.' } }] });
  fireEvent.click(await screen.findByText('Undo'));
  expect(await screen.findByText('The campaign is archived.')).toBeInTheDocument();
});
