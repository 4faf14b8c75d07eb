import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Json } from '../api/client';
import { raise, useOpenConflict } from './conflicts';
import { kinds } from './kinds';
import { OpenConflictDialog } from './OpenConflictDialog';
import { earlier } from './stored';
import { useStore } from './useStore';

const leads = kinds.leads!;
const SEEN = { id: 'l', version: 3, company: 'Acme', owner: 'ann', team: 'west', phone: '123' };
let server: Json = SEEN;
let sent: { body: Json; version: string }[] = [];

beforeEach(() => {
  server = SEEN;
  sent = [];
  raise(undefined);
  vi.stubGlobal('fetch', vi.fn((_: string, request: RequestInit) => {
    const version = (request.headers as Record<string, string>)['If-Match']!;
    const body = JSON.parse(request.body as string) as Json;
    sent.push({ body, version });
    if (version !== `"${String(server.version)}"`) {
      return Promise.resolve(new Response(JSON.stringify({ type: 'urn:crm:problem:stale-version', current: server }), { status: 412 }));
    }
    server = { ...server, ...body, version: Number(server.version) + 1 };
    return Promise.resolve(new Response(JSON.stringify(server)));
  }));
});
afterEach(() => vi.unstubAllGlobals());

function Page({ change }: { change: Json }) {
  const { store } = useStore(leads, 'l');
  const { data } = useQuery<Json>({ queryKey: ['record', 'leads', 'l'], queryFn: skipToken });
  const conflict = useOpenConflict();
  return <><p role="note">{`${String(data!.company)} of ${String(data!.owner)} in ${String(data!.team)}`}</p><button onClick={() => void store(change, { undo: 'Changed.' })}>Change</button>{conflict && <OpenConflictDialog conflict={conflict} />}</>;
}

function open(change: Json) {
  const client = new QueryClient();
  client.setQueryData(['record', 'leads', 'l'], SEEN);
  render(<MantineProvider env="test"><QueryClientProvider client={client}><Notifications /><Page change={change} /></QueryClientProvider></MantineProvider>);
}
const note = () => screen.getByRole('note', { hidden: true });
const undo = async () => userEvent.click((await screen.findAllByRole('button', { name: 'Undo' })).at(-1)!);

it('gives back what was there, over the version that the change made', async () => {
  open({ company: 'Globex' });
  await userEvent.click(screen.getByText('Change'));
  await waitFor(() => expect(note()).toHaveTextContent('Globex of ann in west'));
  await undo();
  await waitFor(() => expect(note()).toHaveTextContent('Acme of ann in west'));
  expect(sent).toEqual([{ body: { company: 'Globex' }, version: '"3"' }, { body: { company: 'Acme' }, version: '"4"' }]);
});

it('asks which one holds where somebody else has written the same field since', async () => {
  open({ company: 'Globex' });
  await userEvent.click(screen.getByText('Change'));
  await waitFor(() => expect(note()).toHaveTextContent('Globex'));
  server = { ...server, company: 'Initech', version: 9, updatedBy: 'bob' };
  await undo();
  await userEvent.click(await screen.findByLabelText('Company: Mine'));
  expect(note()).toHaveTextContent('Initech');
  await userEvent.click(screen.getByRole('button', { name: 'Save my choice' }));
  await waitFor(() => expect(note()).toHaveTextContent('Acme'));
  expect(sent.at(-1)).toEqual({ body: { company: 'Acme' }, version: '"9"' });
});

it('asks nothing where somebody else has written another field', async () => {
  open({ company: 'Globex' });
  await userEvent.click(screen.getByText('Change'));
  await waitFor(() => expect(note()).toHaveTextContent('Globex'));
  server = { ...server, phone: '456', version: 9 };
  await undo();
  await waitFor(() => expect(note()).toHaveTextContent('Acme'));
  expect(server).toMatchObject({ company: 'Acme', phone: '456', version: 10 });
});

it('gives a record that was given away back to its team as well', () => {
  expect(earlier(leads, ['owner'], SEEN, { ...SEEN, owner: 'bob', team: 'east' })).toEqual({ owner: 'ann', team: 'west' });
  expect(earlier(leads, ['phone'], {}, { phone: '1' })).toEqual({ phone: null });
});

it('takes away parts of an address that were not there before', () => {
  expect(earlier(leads, ['address'], { address: { city: 'Bern' } }, { address: { city: 'Rome', street: 'Via' } })).toEqual({ address: { city: 'Bern', street: null } });
});
