import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client';
import { said } from '../language/language';
import { sample } from './mapping';

const SHOWN = 3;
const LOOKED_AT = 65_536;

interface Reason {
  row: string;
  reason: string;
}

/** The beginning of the file of refused rows; the rest of it is not waited for. */
async function firstReasons(importId: string, signal: AbortSignal): Promise<Reason[]> {
  const reader = (await call(`/imports/${importId}/errors?format=csv`, { signal, headers: { Accept: 'text/csv, application/json;q=0.5' } })).body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    text += decoder.decode(piece.value, { stream: true });
    if (text.length > LOOKED_AT) {
      await reader.cancel();
      return different(text, true);
    }
  }
  return different(text, false);
}

/** A row for each reason, since many rows have the same one. */
function different(text: string, cut: boolean): Reason[] {
  const reasons = new Map<string, Reason>();
  sample(text, cut).rows.forEach((cells) => {
    const [row = '', reason = ''] = cells.slice(-2);
    if (!reasons.has(reason)) {
      reasons.set(reason, { row, reason });
    }
  });
  return [...reasons.values()].slice(0, SHOWN);
}

/** Why rows were refused, as far as it fits; all of it is in the file. */
export function Refused({ importId }: { importId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['import', importId, 'refused'], queryFn: ({ signal }) => firstReasons(importId, signal), staleTime: Infinity, retry: false });
  return <>{data?.map(({ row, reason }) => <Text key={row} size="sm" style={{ overflowWrap: 'anywhere' }} lineClamp={3}>{t('import.row', { row, reason: said(reason) })}</Text>)}</>;
}
