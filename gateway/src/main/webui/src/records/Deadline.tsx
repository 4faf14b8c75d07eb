import { Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import type { Json } from '../api/client';
import { ago, moment } from '../language/format';

const TICK_MS = 30_000;
const SOON_MS = 60 * 60_000;

/** Times that somebody has to keep, and what says that it was kept. */
const KEPT: Record<string, string[]> = {
  responseDueAt: ['firstRespondedAt', 'convertedAt', 'closedAt'],
  resolveDueAt: ['resolvedAt', 'closedAt'],
  dueAt: ['completedAt', 'decidedAt'],
};

/** What has to be read beside a time to know whether it still counts. */
export function besides(field: string): string[] {
  return KEPT[field] ? [...KEPT[field], 'status', 'state'] : [];
}

const OVER = new Set(['RESOLVED', 'CLOSED', 'REJECTED', 'DUPLICATE', 'COMPLETED', 'CANCELLED', 'CONVERTED', 'UNQUALIFIED', 'JUNK', 'ACCEPTED', 'WITHDRAWN']);

/** Whether somebody still has to keep a time. */
export function isRunning(field: string, record: Json): boolean {
  return field in KEPT && !KEPT[field]!.some((kept) => record[kept]) && !OVER.has(String(record.status ?? record.state ?? ''));
}

const listeners = new Set<() => void>();
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;

/** One clock for all that is counted down on a page. */
function listen(listener: () => void) {
  listeners.add(listener);
  now = Date.now();
  ticking ??= setInterval(() => { now = Date.now(); listeners.forEach((each) => each()); }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(ticking);
      ticking = undefined;
    }
  };
}

/** A time that runs out, counted down; the moment itself stands beside it. */
export function Deadline({ at, inList, size = 'sm' }: { at: unknown; inList: boolean; size?: 'xs' | 'sm' }) {
  const seen = useSyncExternalStore(listen, () => now);
  const left = new Date(String(at)).getTime() - seen;
  const colour = left < 0 ? 'red' : left < SOON_MS ? 'orange' : undefined;
  return <Text span size={size} {...(colour ? { c: colour } : {})} title={moment(at)}>{ago(at, seen)}{!inList && <Text span size="xs" c="dimmed"> · {moment(at)}</Text>}</Text>;
}
