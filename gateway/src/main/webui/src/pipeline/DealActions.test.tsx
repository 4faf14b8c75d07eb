import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Json } from '../api/client';
import { kinds } from '../records/kinds';
import { useStore } from '../records/useStore';
import { DealActions } from './DealActions';

vi.mock('@tanstack/react-router', () => ({ Link: ({ to, children }: { to: string; children: string }) => <a href={to}>{children}</a> }));

const DEAL = { id: 'd', version: 3, name: 'Deal', pipelineId: 'p', stageId: 'one', stageName: 'First', owner: 'ann' };
const WON = { ...DEAL, version: 4, stageId: 'won', stageName: 'Won' };
let sent: { path: string; body: unknown; version: string | undefined }[] = [];
let roles: string[] = [];

beforeEach(() => {
  sent = [];
  roles = ['sales-rep'];
  vi.stubGlobal('fetch', vi.fn((path: string, request: RequestInit) => {
    const answer = (status: number, body: object) => Promise.resolve(new Response(JSON.stringify(body), { status }));
    if (path.endsWith('/me')) {
      return answer(200, { login: 'me', name: 'Me', roles });
    }
    if (request.method === 'GET') {
      return answer(200, { items: [{ id: 'p', stages: [{ id: 'one', name: 'First', probability: 10 }, { id: 'won', name: 'Won', probability: 100 }] }], nextCursor: null });
    }
    const body = JSON.parse(request.body as string) as Json;
    sent.push({ path, body, version: (request.headers as Record<string, string>)['If-Match'] });
    return path.endsWith('/stage') && !body.winReason ? answer(422, { title: 'Missing', errors: [{ pointer: '/winReason', detail: 'Won needs winReason.' }] }) : answer(200, WON);
  }));
});
afterEach(() => vi.unstubAllGlobals());

function Page() {
  const { store } = useStore(kinds.opportunities!, 'd');
  const { data } = useQuery<Json>({ queryKey: ['record', 'opportunities', 'd'], queryFn: skipToken });
  return <><p role="note">{String(data!.stageName)}</p><DealActions deal={data!} changes store={store} /></>;
}

function open(deal: Json) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['record', 'opportunities', 'd'], deal);
  render(<MantineProvider env="test"><QueryClientProvider client={client}><Page /></QueryClientProvider></MantineProvider>);
  return client;
}

it('moves a deal, and asks first for what the stage asks for', async () => {
  open(DEAL);
  await waitFor(() => expect(screen.getByText('Move to a stage').closest('button')).toBeEnabled());
  fireEvent.click(screen.getByText('Move to a stage'));
  fireEvent.click(await screen.findByText('Won'));
  fireEvent.change(await screen.findByLabelText(/^Win reason/), { target: { value: 'Best service' } });
  expect(screen.getByRole('note', { hidden: true })).toHaveTextContent('First');
  fireEvent.click(screen.getByText('Move'));
  await waitFor(() => expect(screen.queryByLabelText(/^Win reason/)).toBeNull());
  expect(screen.getByRole('note', { hidden: true })).toHaveTextContent('Won');
  expect(sent.at(-1)).toEqual({ path: '/api/v1/opportunities/d/stage', body: { stageId: 'won', winReason: 'Best service' }, version: '"3"' });
});

it('lets a manager ask the owner how it goes on, with a word', async () => {
  roles = ['sales-manager'];
  open(DEAL);
  fireEvent.click(await screen.findByText('Nudge'));
  fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'It ends soon' } });
  fireEvent.submit(screen.getByLabelText('Note').closest('form')!);
  await waitFor(() => expect(sent).toEqual([{ path: '/api/v1/opportunities/d/nudge', body: { note: 'It ends soon' }, version: undefined }]));
});

it('leaves a closed deal to those who manage', async () => {
  const client = open({ ...DEAL, closedAt: '2026-01-01T00:00:00Z' });
  await waitFor(() => expect(client.getQueryData(['me'])).toBeDefined());
  expect(screen.queryByText('Move to a stage')).toBeNull();
  expect(screen.queryByText('Nudge')).toBeNull();
});
