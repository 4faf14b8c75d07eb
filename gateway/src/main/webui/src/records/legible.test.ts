import { afterEach, expect, it } from 'vitest';
import { date, moment } from '../language/format';
import { speak } from '../language/language';
import { legible } from './legible';

afterEach(() => speak('en'));

it('says fields, values and days by their words, and leaves what people have named', () => {
  expect(legible('status: QUALIFIED → CONVERTED')).toBe('status: qualified → converted');
  expect(legible('nextStep: – → Call NEW owner on iPhone')).toBe('next step: – → Call NEW owner on iPhone');
  expect(legible('Case changed: status, dueAt, pauses: Nothing works, status')).toBe('Case changed: status, due, pauses: Nothing works, status');
  expect(legible('dueAt: – → 2026-11-26T12:16:29.629371Z')).toBe(`due: – → ${moment('2026-11-26T12:16:29.629371Z')}`);
  expect(legible('Health is GREEN')).toBe('Health is green');
  expect(legible('Opportunity created: NEW YORK plan')).toBe('Opportunity created: NEW YORK plan');
  expect(legible('1 open: 1 URGENT', 'anywhere')).toBe('1 open: 1 urgent');
  expect(legible('in 362 days, on 2027-11-23')).toBe(`in 362 days, on ${date('2027-11-23')}`);
});

it('says them in the language of the reader', async () => {
  await speak('de');
  expect(legible('status: QUALIFIED → CONVERTED')).toBe('Status: Qualifiziert → Umgewandelt');
  expect(legible('Fall geändert: status, dueAt: Ada')).toBe('Fall geändert: Status, Fällig: Ada');
  expect(legible('Lead geändert: amount: Ada')).toBe('Lead geändert: Betrag: Ada');
});
