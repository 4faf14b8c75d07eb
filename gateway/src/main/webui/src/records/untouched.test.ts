import { expect, it } from 'vitest';
import { untouched } from './RecordPage';

it('lets a change pass where somebody who was faster changed other fields alone', () => {
  const seen = { name: 'A', tags: ['x'], nextStep: null };
  expect(untouched(['name', 'nextStep'], seen, { name: 'A', tags: [] })).toBe(true);
  expect(untouched(['name', 'tags'], seen, { name: 'A', tags: [] })).toBe(false);
  expect(untouched(['nextStep'], seen, { nextStep: 'Call' })).toBe(false);
});
