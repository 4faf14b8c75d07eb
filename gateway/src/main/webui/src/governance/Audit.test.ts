import { expect, it, vi } from 'vitest';
import { verify } from './Audit';

it('walks the chain part by part to its end', async () => {
  const ask = vi.fn()
    .mockResolvedValueOnce({ intact: true, checked: 100, next: 101, hash: 'aa' })
    .mockResolvedValueOnce({ intact: true, checked: 20 });
  const progress = vi.fn();
  expect(await verify(ask, progress)).toEqual({ intact: true, checked: 120 });
  expect(ask.mock.calls.map(([path]) => path)).toEqual(['/audit/verification', '/audit/verification?from=101&before=aa']);
  expect(progress.mock.calls.map(([checked]) => checked)).toEqual([100, 120]);
});

it('stops at the first row that does not hold', async () => {
  const ask = vi.fn().mockResolvedValueOnce({ intact: false, checked: 7, fault: { position: 8, kind: 'CHANGED' } });
  expect(await verify(ask, () => {})).toEqual({ intact: false, checked: 7, fault: { position: 8, kind: 'CHANGED' } });
  expect(ask).toHaveBeenCalledTimes(1);
});
