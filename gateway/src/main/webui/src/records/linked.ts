import type { Json } from '../api/client';
import { said } from '../language/language';

/** One record that another has to do with, by `contactId` or `accountId`, and the role that it has there. */
export type Linked = Record<string, string | undefined> & { role?: string };

/** A list of such records, as the API keeps it. */
export interface Links {
  member: 'contactRoles' | 'accountLinks';
  of: string;
  path: string;
  reference: string;
  collection: string;
  /** The field with the main one, which stands beside the list. */
  main: string;
  /** Whether any of them may be made the main one here. */
  chooses: boolean;
  /** What people usually are; they may write anything else. */
  usual: string[];
}

export const LINKS: Record<Links['member'], Links> = {
  contactRoles: {
    member: 'contactRoles', of: 'opportunities', path: 'contact-roles', reference: 'contactId', collection: 'contacts', main: 'primaryContactId', chooses: true,
    usual: ['Decision maker', 'Economic buyer', 'Champion', 'Influencer', 'Technical evaluator', 'User', 'Legal', 'Gatekeeper', 'Opponent'],
  },
  accountLinks: {
    member: 'accountLinks', of: 'contacts', path: 'account-links', reference: 'accountId', collection: 'accounts', main: 'accountId', chooses: false,
    usual: ['Advisor', 'Board member', 'Consultant', 'Investor', 'Partner', 'Former employee'],
  },
};

export const MOST_ROLES = 100;

export const linksOf = (member: string): Links | undefined => LINKS[member as Links['member']];

export const spokenRoles = ({ usual }: Links): string[] => usual.map(said);

/** A usual role is stored as everybody's language names it; one's own words stay as they are. */
export function storedRole({ usual }: Links, text: string): string {
  const written = text.trim();
  return usual.find((role) => said(role).toLowerCase() === written.toLowerCase()) ?? written;
}

/** The roles in which a record has to do with another, in words. */
export function inRole(record: Json, member: Links['member'], id: string): string {
  const linked = (record[member] as Linked[] | undefined) ?? [];
  return linked.filter((each) => each[LINKS[member].reference] === id && each.role).map((each) => said(each.role)).join(', ');
}
