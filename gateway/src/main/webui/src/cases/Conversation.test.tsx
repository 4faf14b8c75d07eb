import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shown } from '../testing/shown';
import { Conversation } from './Conversation';

const said: unknown[] = [];
let roles: string[] = [];

beforeEach(() => {
  said.length = 0;
  vi.stubGlobal('fetch', vi.fn((path: string, { method, body }: RequestInit) => {
    if (method === 'POST') {
      said.push(JSON.parse(body as string));
    }
    return Promise.resolve(new Response(JSON.stringify(path.endsWith('/me') ? { login: 'ann', roles } : { items: [{ id: '1', visibility: 'INTERNAL', author: 'bob', text: '<b>Angry</b>', createdAt: '2026-01-01T00:00:00Z' }] })));
  }));
});
afterEach(() => vi.unstubAllGlobals());

const say = async (text: string) => {
  await userEvent.type(await screen.findByLabelText('Answer or note'), text);
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
};

it('speaks to the customer, or among us where somebody says so', async () => {
  roles = ['support-agent'];
  shown(<Conversation id="c" />);
  expect(await screen.findByText('<b>Angry</b>')).toBeInTheDocument();
  await say('We are on it');
  await userEvent.click(screen.getByLabelText('Only for us'));
  await say('Call them');
  expect(said).toEqual([{ text: 'We are on it', visibility: 'PUBLIC' }, { text: 'Call them', visibility: 'INTERNAL' }]);
});

it('speaks among us only for who tells of cases and does not work on them', async () => {
  roles = ['sales-rep'];
  shown(<Conversation id="c" />);
  expect(await screen.findByLabelText('Only for us')).toBeDisabled();
  await say('They will leave');
  expect(said).toEqual([{ text: 'They will leave', visibility: 'INTERNAL' }]);
});

it('is read and no more by who only reads cases', async () => {
  roles = ['executive'];
  shown(<Conversation id="c" />);
  expect(await screen.findByText('<b>Angry</b>')).toBeInTheDocument();
  expect(screen.queryByLabelText('Answer or note')).toBeNull();
});
