import { IconAddressBook, IconArrowsExchange, IconBuilding, IconChartBar, IconChecklist, IconDiscountCheck, IconForms, IconGauge, IconHeadset, IconHeartHandshake, IconHome, IconLayoutKanban, IconListCheck, IconMap2, IconPackage, IconShieldCheck, IconSpeakerphone, IconTarget, IconTargetArrow, IconTrendingUp, IconUserPlus } from '@tabler/icons-react';
import { kinds } from '../records/kinds';
import { MARKETING, OVERSIGHT, SALES, SUPPORT } from './roles';

export interface Place {
  to: string;
  name: string;
  icon: typeof IconHome;
  /** Pressed after `g`. */
  key: string;
  roles?: string[];
}

const all: Place[] = [
  { to: '/', name: 'home', icon: IconHome, key: 'h' },
  { to: '/leads', name: 'leads', icon: IconUserPlus, key: 'l', roles: [...SALES, ...MARKETING, ...OVERSIGHT] },
  { to: '/scoring', name: 'scoring', icon: IconGauge, key: 'z', roles: [...SALES, ...MARKETING, ...OVERSIGHT] },
  { to: '/handoffs', name: 'handoffs', icon: IconArrowsExchange, key: 'f', roles: [...SALES, ...MARKETING, ...OVERSIGHT] },
  { to: '/board', name: 'board', icon: IconLayoutKanban, key: 'b', roles: [...SALES, 'success-manager', ...MARKETING, ...OVERSIGHT] },
  { to: '/opportunities', name: 'opportunities', icon: IconTargetArrow, key: 'o' },
  { to: '/analytics', name: 'analytics', icon: IconChartBar, key: 'y', roles: [...SALES, ...MARKETING, 'success-manager', 'support-manager', ...OVERSIGHT] },
  { to: '/forecast', name: 'forecast', icon: IconTrendingUp, key: 'r', roles: [...SALES, 'success-manager', 'marketing-manager', 'data-steward', 'compliance-officer', 'executive', 'crm-admin'] },
  { to: '/accounts', name: 'accounts', icon: IconBuilding, key: 'a' },
  { to: '/commitments', name: 'commitments', icon: IconHeartHandshake, key: 'v' },
  { to: '/contacts', name: 'contacts', icon: IconAddressBook, key: 'c' },
  { to: '/activities', name: 'activities', icon: IconChecklist, key: 't' },
  { to: '/campaigns', name: 'campaigns', icon: IconSpeakerphone, key: 'm', roles: [...MARKETING, ...SALES, 'success-manager', ...OVERSIGHT] },
  { to: '/cases', name: 'cases', icon: IconHeadset, key: 's', roles: [...SUPPORT, ...SALES, ...OVERSIGHT] },
  { to: '/quality', name: 'quality', icon: IconDiscountCheck, key: 'i' },
  { to: '/rules', name: 'rules', icon: IconListCheck, key: 'k', roles: ['data-steward', 'crm-admin'] },
  { to: '/fields', name: 'fields', icon: IconForms, key: 'd', roles: ['data-steward', 'crm-admin'] },
  { to: '/audit', name: 'audit', icon: IconShieldCheck, key: 'u', roles: ['data-steward', 'compliance-officer', 'executive', 'crm-admin'] },
  { to: '/quotas', name: 'quotas', icon: IconTarget, key: 'q', roles: [...SALES, ...OVERSIGHT.filter((role) => role !== 'integration')] },
  { to: '/territories', name: 'territories', icon: IconMap2, key: 'w', roles: [...SALES, ...MARKETING, 'success-manager', ...OVERSIGHT] },
  { to: '/products', name: 'products', icon: IconPackage, key: 'p' },
];

/** Pages that are no list of records. */
const PAGES = new Set(['/', '/board', '/audit', '/analytics', '/forecast', '/scoring', '/quality', '/rules']);

/** Where somebody with these roles may go. What the API does not have yet is no place. */
export function placesFor(roles: string[]): Place[] {
  return all.filter((place) => (PAGES.has(place.to) || kinds[place.name]) && (!place.roles || place.roles.some((role) => roles.includes(role))));
}
