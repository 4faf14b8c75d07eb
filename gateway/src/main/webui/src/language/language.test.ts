import { expect, it } from 'vitest';
import de from './de.json';
import en from './en.json';
import { kinds, type Field } from '../records/kinds';
import { plain } from './language';

function keys(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) => (typeof value === 'string' ? [`${path}${name}`] : keys(value as object, `${path}${name}.`)));
}

it('says everything in both languages, except names that are plain in English', () => {
  const english = keys(en).filter((key) => !key.startsWith('field.') && !key.startsWith('value.'));
  const german = keys(de).filter((key) => !key.startsWith('field.') && !key.startsWith('value.'));
  expect(german.sort()).toEqual(english.sort());
});

it('writes names of fields and values as people do', () => {
  expect(plain('firstName')).toBe('First name');
  expect(plain('accountId')).toBe('Account');
  expect(plain('PENDING_CUSTOMER')).toBe('Pending customer');
});

it('has a German word for every field and every choice of the records that it shows', () => {
  const german = de as { field: Record<string, string>; value: Record<string, string>; one: Record<string, string> };
  const missing = (field: Field): string[] => [
    ...(field.name in german.field ? [] : [field.name]),
    ...(field.choices ?? []).filter((choice) => !(choice in (field.ofKinds ? german.one : german.value))),
    ...(field.parts ?? []).flatMap(missing),
  ];
  expect([...new Set(Object.values(kinds).flatMap((kind) => kind.fields.flatMap(missing)))]).toEqual([]);
});
