import { afterEach, expect, it } from 'vitest';
import { moment } from '../language/format';
import { speak } from '../language/language';
import { detailOf, mentioned, titleOf } from './happened';
import { toRead } from './value';

afterEach(() => speak('en'));
const names = new Map([['rita', 'Rita Sales'], ['rolf', 'Rolf Sales']]);

it('calls people and teams by their names', () => {
  const given = { type: 'lead-assigned', title: 'Lead given to rita', detail: 'before: rolf' };
  expect(mentioned(given)).toEqual(['rita', 'rolf']);
  expect(titleOf(given, names)).toBe('Lead given to Rita Sales');
  expect(detailOf(given, names)).toBe('before: Rolf Sales');
  expect(titleOf({ type: 'handoff-offered', title: 'Lead offered to sales-emea' }, names)).toBe('Lead offered to Sales EMEA');
  expect(detailOf({ type: 'activity-completed', title: 'Call done', detail: 'by rolf' }, names)).toBe('by Rolf Sales');
});

it('says what the platform says in the language of the reader, and leaves what people wrote', async () => {
  const due = '2026-11-26T12:16:29.629371Z';
  expect(detailOf({ type: 'sla-breached', title: '', detail: `due ${due}` }, names)).toBe(`due ${moment(due)}`);
  expect(detailOf({ type: 'case-commented', title: 'Comment', detail: 'due tomorrow' }, names)).toBe('due tomorrow');
  expect(detailOf({ type: 'case-changed', title: '', detail: 'status: NEW → RESOLVED; pauses: … → …; csat: – → 5' }, names)).toBe('status: new → resolved; satisfaction: – → 5');
  await speak('de');
  expect(detailOf({ type: 'health-changed', title: '', detail: 'score 73' }, names)).toBe('Note: 73');
  expect(detailOf({ type: 'case-opened', title: '', detail: 'priority urgent' }, names)).toBe('Dringlichkeit: Dringend');
  expect(detailOf({ type: 'opportunity-stage-changed', title: '', detail: 'from Needs Analysis' }, names)).toBe('vorher Bedarfsanalyse');
  expect(titleOf({ type: 'lead-assigned', title: 'Lead given to rita' }, names)).toBe('Lead zugewiesen an Rita Sales');
});

it('leaves out of a list of changes what says nothing beside another one', () => {
  const changes = ['stageId', 'stageName', 'accountId'].map((field) => ({ field }));
  expect(toRead(changes).map(({ field }) => field)).toEqual(['stageName', 'accountId']);
  expect(toRead([{ field: 'stageId' }])).toHaveLength(1);
});
