import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import en from '../language/en.json';
import { renew, toldOf } from './useStream';

it('reads anew whatever is shown of a record that somebody changed, and nothing of others', () => {
  const client = new QueryClient();
  const keys = [['record', 'cases', '1'], ['comments', '1'], ['history', 'cases', '1'], ['list', 'cases', {}], ['comments', '2'], ['list', 'leads', {}], ['board', 'p']];
  keys.forEach((key) => client.setQueryData(key, {}));
  const stale = () => keys.filter((key) => client.getQueryState(key)!.isInvalidated).map((key) => key.slice(0, 3).join(' '));
  renew(client, { type: 'crm.cases.case-commented.v1', recordType: 'case', recordId: '1', why: '' }, 'cases');
  expect(stale()).toEqual(['record cases 1', 'comments 1', 'history cases 1', 'list cases [object Object]']);
  renew(client, { type: 'crm.opportunities.opportunity-stage-changed.v1', recordType: 'opportunity', recordId: '3', why: '' }, 'opportunities');
  expect(stale()).toContain('board p');
});

it('tells what waits for somebody, in words that there are', () => {
  const told = ['crm.leads.handoff-offered.v1', 'crm.leads.handoff-rejected.v1', 'crm.cases.case-assigned.v1', 'crm.opportunities.activity-reminded.v1', 'crm.cases.sla-breached.v1'].map(toldOf);
  expect(told).toEqual(['offered', 'rejected', 'given', 'reminded', 'breached']);
  expect(Object.keys(en.stream)).toEqual(expect.arrayContaining(told as string[]));
  expect(toldOf('crm.leads.lead-changed.v1')).toBeUndefined();
});
