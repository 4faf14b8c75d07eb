import { expect, it } from 'vitest';
import { inWords } from './changes';
import { moment } from './format';

it('says what was changed as people read it', () => {
  expect(inWords(null)).toBe('–');
  expect(inWords([])).toBe('–');
  expect(inWords('PENDING_CUSTOMER')).toBe('Pending customer');
  expect(inWords('Ada & Co')).toBe('Ada & Co');
  expect(inWords(true)).toBe('Yes');
  expect(inWords('2026-11-26T07:00:00Z')).toBe(moment('2026-11-26T07:00:00Z'));
  expect(inWords('2026-11-26T07:00:00Z/..')).toBe(`${moment('2026-11-26T07:00:00Z')} –`);
  expect(inWords('2026-11-26T07:00:00Z/2026-11-27T07:00:00Z')).toBe(`${moment('2026-11-26T07:00:00Z')} – ${moment('2026-11-27T07:00:00Z')}`);
  expect(inWords('a/b')).toBe('a/b');
  expect(inWords({ band: 'GREEN', score: 79, trend: null })).toBe('Band Green, Score 79');
});
