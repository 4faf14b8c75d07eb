import i18next from 'i18next';
import type { ReactNode } from 'react';
import { isSessionEnd, Refusal } from '../api/client';
import { TraceId } from './TraceId';

const LONG_ENOUGH_TO_COPY_MS = 15_000;

/** What is put right by who reads it, on the spot; nobody has to report it. */
const ONES_OWN = ['invalid-fields', 'duplicate-suspected', 'exit-criteria-not-met', 'not-clear', 'unauthenticated', 'stale-version'];

/** The id by which a fault is found in traces, where somebody may have to report it. */
export function traceOf(fault: unknown): string | undefined {
  return fault instanceof Refusal && !ONES_OWN.some((type) => fault.type.endsWith(`:${type}`)) ? fault.traceId || undefined : undefined;
}

/** A fault in words and nothing else. */
export function inWords(fault: unknown): string {
  if (!(fault instanceof Refusal)) {
    return fault instanceof Error ? fault.message : '';
  }
  if (fault.status === 0) {
    return i18next.t('fault.offlineMore');
  }
  if (isSessionEnd(fault)) {
    return i18next.t('session.ended');
  }
  return [...new Set([fault.detail, ...fault.errors.map((error) => error.detail)])].filter(Boolean).join(' ');
}

/** A fault in words for people, with the id by which it can be found in traces. */
export function explain(fault: unknown): { title: string; message: ReactNode; autoClose?: number } {
  const message = inWords(fault);
  if (!(fault instanceof Refusal)) {
    return { title: i18next.t('fault.unexpected'), message };
  }
  if (fault.status === 0) {
    return { title: i18next.t('fault.offline'), message };
  }
  if (isSessionEnd(fault)) {
    return { title: message, message: i18next.t('session.keep') };
  }
  const trace = traceOf(fault);
  return trace ? { title: fault.title, message: <>{message}<TraceId id={trace} /></>, autoClose: LONG_ENOUGH_TO_COPY_MS } : { title: fault.title, message };
}
