import i18next from 'i18next';
import { Refusal } from '../api/client';

/** A fault in words for people, with the id by which it can be found in traces. */
export function explain(fault: unknown): { title: string; message: string } {
  if (!(fault instanceof Refusal)) {
    return { title: i18next.t('fault.unexpected'), message: fault instanceof Error ? fault.message : '' };
  }
  if (fault.status === 0) {
    return { title: i18next.t('fault.offline'), message: i18next.t('fault.offlineMore') };
  }
  const fields = fault.errors.map((error) => error.detail).filter((detail) => detail !== fault.detail);
  const trace = fault.traceId && fault.status >= 500 ? ` (${i18next.t('fault.trace')} ${fault.traceId})` : '';
  return { title: fault.title, message: [fault.detail, ...fields].filter(Boolean).join(' ') + trace };
}
