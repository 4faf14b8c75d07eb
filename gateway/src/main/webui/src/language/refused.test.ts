import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { plain, speak } from './language';
import { spoken } from './refused';
import { inGerman } from './saidInGerman';
import { sentences } from '../testing/sentences';
import de from './de.json';

const root = join(__dirname, '../../../../../..');
const java = (module: string) => join(root, module, 'src/main/java');
const SERVICES = ['leads', 'opportunities', 'campaigns', 'cases', 'governance', 'chassis'].map((name) => java(`services/${name}`));

it('says in German whatever a service refuses something with', () => {
  const all = sentences([...SERVICES, java('gateway')]);
  expect(all.size).toBeGreaterThan(400);
  const english = [...all.keys()].filter((each) => inGerman(each.replaceAll('{}', 'x1')) === each.replaceAll('{}', 'x1'));
  expect(english).toEqual([]);
});

it('has a sentence for every code that the services give', () => {
  const reason = readFileSync(join(java('services/chassis'), 'crm/chassis/problem/Reason.java'), 'utf8');
  const codes = [...reason.matchAll(/new Reason\("([a-z-]+)"/g)].map((match) => match[1]!);
  expect(codes).toContain('too-long');
  expect(codes.filter((code) => !(code in de.refused))).toEqual([]);
});

it('reads sentences from Java as they will be said', () => {
  expect([...sentences([java('services/chassis')]).keys()]).toEqual(expect.arrayContaining(['{} is set by the system.', 'Your roles do not create records of this kind.', 'limit has to be a number.']));
});

const problem = {
  type: 'urn:crm:problem:invalid-fields', title: 'Some fields are not valid', status: 422, detail: '4 fields are not valid.', traceId: 't',
  errors: [
    { pointer: '/lastName', detail: 'lastName may have at most 255 characters.', code: 'too-long', parameters: { field: 'lastName', most: 255 } },
    { pointer: '/email', detail: 'email has to be an email address.', code: 'wrong-kind', parameters: { field: 'email', kind: 'email' } },
    { pointer: '/status', detail: 'status has to be one of NEW, JUNK.', code: 'not-one-of', parameters: { field: 'status', choices: ['NEW', 'JUNK'] } },
    { pointer: '/score', detail: 'score has to be between 0 and 100.' },
  ],
};

it('keeps English in words of people', () => {
  expect((spoken(problem).errors as { detail: string }[]).map(({ detail }) => detail)).toEqual([
    'Last name may have at most 255 characters.', 'Email has to be an email address.', 'Status has to be one of New, Junk.', 'score has to be between 0 and 100.']);
});

it('leaves words of users and of the company as they are', () => {
  expect(spoken({ title: 'x', detail: 'The board wants this.', errors: [{ pointer: '/phone', detail: 'The board wants this.' }] })).toEqual({ title: 'x', detail: 'The board wants this.', errors: [{ pointer: '/phone', detail: 'The board wants this.' }] });
});

it('puts names of fields where a sentence has them', () => {
  expect(inGerman('endDate cannot be before startDate.')).toBe('Das Ende darf nicht vor dem Beginn liegen.');
  expect(inGerman('expectedRevenue cannot be negative.', plain)).toBe('Expected revenue darf nicht negativ sein.');
  expect(inGerman('An entry that no service has ever said.')).toBe('An entry that no service has ever said.');
});

beforeAll(() => speak('en'));

it('says a whole problem in German', async () => {
  await speak('de');
  expect(spoken(problem)).toEqual({
    ...problem, title: 'Einige Angaben stimmen nicht', detail: '4 Angaben stimmen nicht.',
    errors: [
      { ...problem.errors[0], detail: 'Nachname darf höchstens 255 Zeichen haben.' },
      { ...problem.errors[1], detail: 'E-Mail muss eine E-Mail-Adresse sein.' },
      { ...problem.errors[2], detail: `Status muss eines davon sein: ${de.value.NEW}, ${de.value.JUNK}.` },
      { ...problem.errors[3], detail: `${de.field.score} muss zwischen 0 und 100 liegen.` },
    ],
  });
  expect(spoken({ title: 'A value is taken', detail: 'email is required.', errors: [{ pointer: '/email', detail: 'email is required.', code: 'required', parameters: { field: 'email' } }] }).detail).toBe('E-Mail muss angegeben werden.');
  await speak('en');
});
