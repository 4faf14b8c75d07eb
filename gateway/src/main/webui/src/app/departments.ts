import { IconAddressBook, IconArrowsExchange, IconBuilding, IconChartBar, IconChecklist, IconDiscountCheck, IconForms, IconGauge, IconHeadset, IconHeartHandshake, IconHome, IconLayoutKanban, IconListCheck, IconMap2, IconPackage, IconShieldCheck, IconSpeakerphone, IconTarget, IconTargetArrow, IconTrendingUp, IconUserPlus } from '@tabler/icons-react';
import { kinds } from '../records/kinds';
import { MARKETING, OVERSIGHT, SALES, SUPPORT } from './roles';

/** Places that belong together, in this order; what everybody begins with stands before them. */
export const GROUPS = [undefined, 'sales', 'customers', 'marketing', 'data'] as const;

export interface Place {
  to: string;
  name: string;
  icon: typeof IconHome;
  group?: Exclude<(typeof GROUPS)[number], undefined>;
  /** Pressed after `g`. */
  key: string;
  roles?: string[];
}

const all: Place[] = [
  { to: '/', name: 'home', icon: IconHome, key: 'h' },
  { to: '/activities', name: 'activities', icon: IconChecklist, key: 't' },
  { to: '/leads', name: 'leads', icon: IconUserPlus, group: 'sales', key: 'l', roles: [...SALES, ...MARKETING, ...OVERSIGHT] },
  { to: '/handoffs', name: 'handoffs', icon: IconArrowsExchange, group: 'sales', key: 'f', roles: [...SALES, ...MARKETING, ...OVERSIGHT] },
  { to: '/board', name: 'board', icon: IconLayoutKanban, group: 'sales', key: 'b', roles: [...SALES, 'success-manager', ...MARKETING, ...OVERSIGHT] },
  { to: '/opportunities', name: 'opportunities', icon: IconTargetArrow, group: 'sales', key: 'o' },
  { to: '/forecast', name: 'forecast', icon: IconTrendingUp, group: 'sales', key: 'r', roles: [...SALES, 'success-manager', 'marketing-manager', 'data-steward', 'compliance-officer', 'executive', 'crm-admin'] },
  { to: '/analytics', name: 'analytics', icon: IconChartBar, group: 'sales', key: 'y', roles: [...SALES, ...MARKETING, 'success-manager', 'support-manager', ...OVERSIGHT] },
  { to: '/quotas', name: 'quotas', icon: IconTarget, group: 'sales', key: 'q', roles: [...SALES, ...OVERSIGHT.filter((role) => role !== 'integration')] },
  { to: '/territories', name: 'territories', icon: IconMap2, group: 'sales', key: 'w', roles: [...SALES, ...MARKETING, 'success-manager', ...OVERSIGHT] },
  { to: '/products', name: 'products', icon: IconPackage, group: 'sales', key: 'p' },
  { to: '/accounts', name: 'accounts', icon: IconBuilding, group: 'customers', key: 'a' },
  { to: '/contacts', name: 'contacts', icon: IconAddressBook, group: 'customers', key: 'c' },
  { to: '/commitments', name: 'commitments', icon: IconHeartHandshake, group: 'customers', key: 'v' },
  { to: '/cases', name: 'cases', icon: IconHeadset, group: 'customers', key: 's', roles: [...SUPPORT, ...SALES, ...OVERSIGHT] },
  { to: '/campaigns', name: 'campaigns', icon: IconSpeakerphone, group: 'marketing', key: 'm', roles: [...MARKETING, ...SALES, 'success-manager', ...OVERSIGHT] },
  { to: '/scoring', name: 'scoring', icon: IconGauge, group: 'marketing', key: 'z', roles: [...SALES, ...MARKETING, ...OVERSIGHT] },
  { to: '/quality', name: 'quality', icon: IconDiscountCheck, group: 'data', key: 'i' },
  { to: '/rules', name: 'rules', icon: IconListCheck, group: 'data', key: 'k', roles: ['data-steward', 'crm-admin'] },
  { to: '/fields', name: 'fields', icon: IconForms, group: 'data', key: 'd', roles: ['data-steward', 'crm-admin'] },
  { to: '/audit', name: 'audit', icon: IconShieldCheck, group: 'data', key: 'u', roles: ['data-steward', 'compliance-officer', 'executive', 'crm-admin'] },
];

/** Pages that are no list of records. */
const PAGES = new Set(['/', '/board', '/audit', '/analytics', '/forecast', '/scoring', '/quality', '/rules']);

/** Where somebody with these roles may go. What the API does not have yet is no place. */
export function placesFor(roles: string[]): Place[] {
  return all.filter((place) => (PAGES.has(place.to) || kinds[place.name]) && (!place.roles || place.roles.some((role) => roles.includes(role))));
}
