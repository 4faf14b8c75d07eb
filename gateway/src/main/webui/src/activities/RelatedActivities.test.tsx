import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { post } from '../api/client';
import { shown } from '../testing/shown';
import { ActivityLine } from './RelatedActivities';

vi.mock('../api/client', async (original) => ({ ...(await original<object>()), post: vi.fn() }));
vi.mock('../api/me', () => ({ useMe: () => ({ data: { login: 'ann', roles: ['sales-rep'] } }) }));
vi.mock('@tanstack/react-router', async (original) => ({ ...(await original<object>()), Link: 'a' }));

beforeEach(() => vi.mocked(post).mockReset().mockResolvedValue({}));

const asked = () => vi.mocked(post).mock.calls.map(([path]) => path);
const line = (status: string) => shown(<><Notifications /><ActivityLine activity={{ id: 'a', type: 'TASK', subject: 'Call Ann', status, createdAt: '2026-01-01T00:00:00Z' }} /></>);

it('opens again what was ticked off by mistake', async () => {
  line('OPEN');
  fireEvent.click(screen.getByLabelText('Call Ann is done'));
  fireEvent.click(await screen.findByText('Undo'));
  await waitFor(() => expect(asked()).toEqual(['/activities/a/completion', '/activities/a/reopening']));
});

it('opens again what is done when its tick is taken away', async () => {
  line('COMPLETED');
  fireEvent.click(screen.getByLabelText('Call Ann is done'));
  await waitFor(() => expect(asked()).toEqual(['/activities/a/reopening']));
});

it('leaves alone what was cancelled', () => {
  line('CANCELLED');
  expect(screen.getByLabelText('Call Ann is done')).toBeDisabled();
});
