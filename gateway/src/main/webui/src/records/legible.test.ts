import { afterEach, expect, it } from 'vitest';
import { date } from '../language/format';
import { speak } from '../language/language';
import { legible } from './legible';

afterEach(() => speak('en'));

it('says fields, values and days by their words, and leaves what people have named', () => {
  expect(legible('status: QUALIFIED → CONVERTED')).toBe('status: qualified → converted');
  expect(legible('nextStep: – → Call NEW owner on iPhone')).toBe('next step: – → Call NEW owner on iPhone');
  expect(legible('Health is GREEN')).toBe('Health is green');
  expect(legible('Opportunity created: NEW YORK plan')).toBe('Opportunity created: NEW YORK plan');
  expect(legible('1 open: 1 URGENT', 'anywhere')).toBe('1 open: 1 urgent');
  expect(legible('in 362 days, on 2027-11-23')).toBe(`in 362 days, on ${date('2027-11-23')}`);
});

it('says them in the language of the reader', async () => {
  await speak('de');
  expect(legible('status: QUALIFIED → CONVERTED')).toBe('Status: Qualifiziert → Umgewandelt');
  expect(legible('Lead geändert: amount: Ada')).toBe('Lead geändert: Betrag: Ada');
});
