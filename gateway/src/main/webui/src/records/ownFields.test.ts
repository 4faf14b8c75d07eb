import { expect, it } from 'vitest';
import { word } from '../language/language';
import { fieldOf, kinds } from './kinds';
import { closed, opened, withOwn } from './ownFields';

const tier = { name: 'tier', label: 'Support tier', type: 'PICKLIST', required: true, options: ['Gold', 'SEPA'] };
const secret = { name: 'margin', label: 'Margin', type: 'MONEY', whoMayRead: ['sales-manager'], whoMayWrite: ['sales-manager'] };
const plan = { name: 'plan', label: 'Plan', type: 'DATE', whoMayWrite: ['sales-manager'] };

it('shows the fields that the company added like all others, under the company’s names', () => {
  const leads = withOwn(kinds.leads!, [tier], ['sales-rep']);
  expect(fieldOf(leads, 'customFields.tier')).toMatchObject({ type: 'choice', choices: ['Gold', 'SEPA'], editable: true });
  expect(word('customFields.tier')).toBe('Support tier');
  expect(leads.sections.at(-1)).toEqual({ title: 'own', fields: ['customFields.tier'] });
  expect(leads.ask).toContain('customFields.tier');
  expect(leads.required).toContain('customFields.tier');
  expect(fieldOf(leads, 'address.city')).toMatchObject({ name: 'city' });
});

it('leaves out what a role does not read, and lets nobody edit what the role does not write', () => {
  const leads = withOwn(kinds.leads!, [secret, plan], ['sales-rep']);
  expect(fieldOf(leads, 'customFields.margin')).toBeUndefined();
  expect(fieldOf(leads, 'customFields.plan')).toMatchObject({ type: 'date', editable: false });
  expect(leads.ask).toEqual(kinds.leads!.ask);
  expect(fieldOf(withOwn(kinds.leads!, [secret], ['sales-manager']), 'customFields.margin')).toMatchObject({ type: 'decimal', editable: true });
});

it('changes nothing where the company added nothing', () => {
  expect(withOwn(kinds.leads!, [], ['sales-rep'])).toBe(kinds.leads);
});

it('opens own fields beside the others, and stores them where the API takes them', () => {
  const record = { id: '1', lastName: 'Byron', customFields: { tier: 'Gold' } };
  expect(opened(record)).toEqual({ ...record, 'customFields.tier': 'Gold' });
  expect(opened(record)).toBe(opened(record));
  expect(closed({ lastName: 'King', 'customFields.tier': null })).toEqual({ lastName: 'King', customFields: { tier: null } });
  expect(closed({ lastName: 'King' })).toEqual({ lastName: 'King' });
});
