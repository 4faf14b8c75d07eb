import type { Json } from '../api/client';
import type { Act } from './Acts';

const SUPPORT = ['support-agent', 'support-manager', 'success-manager', 'crm-admin'];
const MARKETING = ['marketer', 'marketing-manager', 'crm-admin'];
const SALES = ['sales-rep', 'sales-manager', 'crm-admin'];
const PROMISERS = ['sales-rep', 'sales-manager', 'success-manager', 'crm-admin'];
const reason = [{ field: 'reason', required: true }];

/** What somebody with these roles can do with a record now. The services decide; this only leaves out what they would refuse anyway. */
export function actsOf(collection: string, record: Json, login: string, roles: string[]): Act[] {
  const may = (allowed: string[]) => allowed.some((role) => roles.includes(role));
  const status = String(record.status ?? record.state ?? '');
  if (record.archivedAt) {
    return [];
  }
  if (collection === 'cases' && may(SUPPORT)) {
    const over = ['RESOLVED', 'CLOSED', 'REJECTED', 'DUPLICATE'].includes(status);
    return [
      ...(record.owner !== login && !over ? [{ path: 'assignment', label: 'list.take', body: { owner: login } }] : []),
      ...(over ? [] : [{ path: 'escalation', label: 'case.escalate', asks: reason }, { path: 'resolution', label: 'case.resolve', asks: [{ field: 'resolution', required: true }, { field: 'rootCause', required: false }], primary: true }]),
      ...(over ? [{ path: 'reopening', label: 'case.reopen', asks: reason }] : []),
      ...(status === 'RESOLVED' ? [{ path: 'closure', label: 'case.close' }] : []),
    ];
  }
  if (collection === 'campaigns' && may(MARKETING)) {
    return [
      ...(status === 'PLANNED' ? [{ path: 'approval', label: 'campaign.approve', primary: true }] : []),
      ...(status === 'APPROVED' ? [{ path: 'launch', label: 'campaign.launch', primary: true }] : []),
      ...(status === 'ACTIVE' ? [{ path: 'pause', label: 'campaign.pause' }] : []),
      ...(status === 'PAUSED' ? [{ path: 'resumption', label: 'campaign.resume', primary: true }] : []),
      ...(status === 'ACTIVE' || status === 'PAUSED' ? [{ path: 'completion', label: 'campaign.complete' }] : []),
      ...(['PLANNED', 'APPROVED', 'ACTIVE', 'PAUSED'].includes(status) ? [{ path: 'cancellation', label: 'campaign.cancel', asks: reason }] : []),
    ];
  }
  if (collection === 'activities') {
    return [
      ...(status === 'OPEN' ? [{ path: 'completion', label: 'activity.tick', primary: true }] : []),
      ...(status === 'COMPLETED' ? [{ path: 'reopening', label: 'activity.reopen' }] : []),
    ];
  }
  if (collection === 'commitments' && may(PROMISERS)) {
    return [
      ...(status === 'OPEN' || status === 'BROKEN' ? [{ path: 'fulfilment', label: 'promise.keep', primary: status === 'OPEN' }] : []),
      ...(status === 'OPEN' ? [{ path: 'breach', label: 'promise.break', asks: [{ field: 'outcome', required: true }] }] : []),
    ];
  }
  if (collection === 'handoffs' && status === 'OFFERED') {
    return [
      ...(may(SALES) ? [{ path: 'acceptance', label: 'handoff.accept', primary: true }, { path: 'rejection', label: 'handoff.reject', asks: reason }] : []),
      ...(may(MARKETING) ? [{ path: 'withdrawal', label: 'handoff.withdraw' }] : []),
    ];
  }
  return [];
}
