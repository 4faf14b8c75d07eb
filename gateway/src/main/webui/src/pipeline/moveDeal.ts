import { call, patch, type Json } from '../api/client';
import type { Said } from './Ask';

/** Stores what was told of a deal, then moves it; `patched` gets the deal in between, since a move that is refused leaves it so. */
export async function moveDeal(id: unknown, stageId: string, { told, fields }: Said, version: unknown, patched: (deal: Json) => void): Promise<Json> {
  let seen = version;
  if (Object.keys(fields).length > 0) {
    const deal = await patch(`/opportunities/${id}`, fields, version);
    patched(deal);
    seen = deal.version;
  }
  const answer = await call(`/opportunities/${id}/stage`, { method: 'POST', body: { stageId, ...told }, headers: { 'Idempotency-Key': crypto.randomUUID(), 'If-Match': `"${seen}"` } });
  return (await answer.json()) as Json;
}
