import { describe, expect, it } from 'vitest';
import { actsOf } from './actsOf';

const paths = (collection: string, record: Record<string, unknown>, roles: string[]) => actsOf(collection, record, 'me', roles).map((act) => act.path);

describe('what can be done with a record', () => {
  it('follows the life of a campaign', () => {
    expect(paths('campaigns', { status: 'PLANNED' }, ['marketer'])).toEqual(['approval', 'cancellation']);
    expect(paths('campaigns', { status: 'ACTIVE' }, ['marketer'])).toEqual(['pause', 'completion', 'cancellation']);
    expect(paths('campaigns', { status: 'COMPLETED' }, ['marketer'])).toEqual([]);
  });

  it('lets support work on open cases and open solved ones again', () => {
    expect(paths('cases', { status: 'NEW' }, ['support-agent'])).toEqual(['assignment', 'escalation', 'resolution']);
    expect(paths('cases', { status: 'ASSIGNED', owner: 'me' }, ['support-agent'])).toEqual(['escalation', 'resolution']);
    expect(paths('cases', { status: 'RESOLVED', owner: 'me' }, ['support-agent'])).toEqual(['reopening', 'closure']);
    expect(paths('cases', { status: 'NEW' }, ['sales-rep'])).toEqual([]);
  });

  it('lets those who promise say whether a promise was kept, and keep late what was broken', () => {
    expect(paths('commitments', { status: 'OPEN' }, ['sales-rep'])).toEqual(['fulfilment', 'breach']);
    expect(paths('commitments', { status: 'BROKEN' }, ['success-manager'])).toEqual(['fulfilment']);
    expect(paths('commitments', { status: 'KEPT' }, ['sales-rep'])).toEqual([]);
    expect(paths('commitments', { status: 'OPEN' }, ['support-agent'])).toEqual([]);
  });

  it('lets sales decide on what marketing offers', () => {
    expect(paths('handoffs', { state: 'OFFERED' }, ['sales-rep'])).toEqual(['acceptance', 'rejection']);
    expect(paths('handoffs', { state: 'OFFERED' }, ['marketer'])).toEqual(['withdrawal']);
    expect(paths('handoffs', { state: 'ACCEPTED' }, ['sales-rep'])).toEqual([]);
  });

  it('leaves archived records alone', () => {
    expect(paths('cases', { status: 'NEW', archivedAt: '2026-11-25T00:00:00Z' }, ['support-agent'])).toEqual([]);
  });
});
