import { useSyncExternalStore } from 'react';
import type { Json } from '../api/client';
import type { Kind } from './kinds';

/** Two versions to choose from that no part of the page waits for any more, as when a change is taken back from a message. */
export interface OpenConflict {
  kind: Kind;
  id: string;
  mine: Json;
  current: Json;
}

let open: OpenConflict | undefined;
const listeners = new Set<() => void>();

export function raise(conflict: OpenConflict | undefined) {
  open = conflict;
  listeners.forEach((listener) => listener());
}

export function useOpenConflict(): OpenConflict | undefined {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => open);
}
