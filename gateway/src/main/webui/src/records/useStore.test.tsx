import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { Refusal, type Json } from '../api/client';
import { kinds } from './kinds';
import { untouched } from './stored';
import { useStore } from './useStore';

const SEEN = { id: '1', version: 3, name: 'Deal', stageName: 'First', updatedBy: 'me' };
const faster = (current: Json) => new Refusal(412, '', '', '', [], undefined, current);

function opened() {
  const client = new QueryClient();
  client.setQueryData(['record', 'opportunities', '1'], SEEN);
  const around = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const { result } = renderHook(() => useStore(kinds.opportunities!, '1'), { wrapper: around });
  return { result, record: () => client.getQueryData<Json>(['record', 'opportunities', '1'])! };
}

it('lets a change pass where somebody who was faster changed other fields alone', () => {
  const seen = { name: 'A', tags: ['x'], nextStep: null };
  expect(untouched(['name', 'nextStep'], seen, { name: 'A', tags: [] })).toBe(true);
  expect(untouched(['name', 'tags'], seen, { name: 'A', tags: [] })).toBe(false);
  expect(untouched(['nextStep'], seen, { nextStep: 'Call' })).toBe(false);
});

it('shows a move at once, and takes it back where it is refused', async () => {
  const { result, record } = opened();
  const refusal = new Refusal(422, '', '', '', [], undefined, undefined);
  const during: unknown[] = [];
  const send = () => { during.push(record().stageName); return Promise.reject(refusal); };
  await act(async () => expect(await result.current.store({ stageName: 'Second' }, { send, shown: { stageName: 'Second' } })).toBe(refusal));
  expect(during).toEqual(['Second']);
  expect(record()).toEqual(SEEN);
});

it('asks where somebody else has moved it meanwhile, and sends what was chosen with the version that is there now', async () => {
  const { result, record } = opened();
  const current = { ...SEEN, version: 4, stageName: 'Third', updatedBy: 'ann' };
  const send = vi.fn((change: Json, version: unknown) => (version === 4 ? Promise.resolve({ ...current, ...change, version: 5 }) : Promise.reject(faster(current))));
  await act(() => result.current.store({ stageName: 'Second' }, { send, shown: { stageName: 'Second' } }));
  expect(record().stageName).toBe('First');
  expect(result.current.conflict).toMatchObject({ mine: { stageName: 'Second' }, current });
  await act(() => result.current.resolve({ stageName: 'Second' }));
  expect(send).toHaveBeenLastCalledWith({ stageName: 'Second' }, 4);
  expect(record()).toMatchObject({ stageName: 'Second', version: 5 });
  expect(result.current.conflict).toBeUndefined();
});

it('asks nothing where somebody else changed another field', async () => {
  const { result, record } = opened();
  const current = { ...SEEN, version: 4, name: 'Renamed' };
  const send = vi.fn((change: Json, version: unknown) => (version === 4 ? Promise.resolve({ ...current, ...change, version: 5 }) : Promise.reject(faster(current))));
  await act(() => result.current.store({ stageName: 'Second' }, { send }));
  expect(result.current.conflict).toBeUndefined();
  expect(record()).toMatchObject({ name: 'Renamed', stageName: 'Second', version: 5 });
});

it('leaves what the other one wrote where that is chosen', async () => {
  const { result, record } = opened();
  const current = { ...SEEN, version: 4, stageName: 'Third' };
  const send = vi.fn(() => Promise.reject(faster(current)));
  await act(() => result.current.store({ stageName: 'Second' }, { send, shown: { stageName: 'Second' } }));
  await act(() => result.current.resolve({}));
  expect(send).toHaveBeenCalledTimes(1);
  expect(record()).toEqual(current);
});
