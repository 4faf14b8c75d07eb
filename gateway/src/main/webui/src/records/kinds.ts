import described from '../api/generated/kinds.json';
import type { Json } from '../api/client';
import { ROLES } from '../app/roles';
import { said, task, word } from '../language/language';
import { teamName } from '../people/names';

export type FieldType = 'text' | 'email' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant' | 'choice' | 'reference' | 'texts' | 'links' | 'object' | 'json';

export interface Field {
  name: string;
  type: FieldType;
  editable: boolean;
  choices?: string[];
  maxLength?: number;
  parts?: Field[];
  /** The collection that a reference points to, where its name does not tell. */
  of?: string;
  /** The company added it itself; its choices are words of the company's. */
  own?: boolean;
  /** Its choices are kinds of records. */
  ofKinds?: boolean;
}

/** Kinds of records to which a company adds fields, by their singular name. */
export const EXTENDED = ['lead', 'account', 'contact', 'opportunity', 'activity', 'product', 'campaign', 'case'];

/** How a kind of record is shown. What its fields are comes from the API's own description. */
export interface Kind {
  collection: string;
  name: string;
  fields: Field[];
  required: string[];
  /** Fields by which the server can sort a list. */
  sortable: ReadonlySet<string>;
  /** Roles that change records of this kind; everybody where it is not known. */
  changers?: string[] | undefined;
  /** Roles that make new ones. */
  creators?: string[] | undefined;
  columns: string[];
  sections: { title: string; fields: string[] }[];
  sort: string;
  status?: string;
  /** Finds those that are still worked on. */
  open?: string;
  /** Its list begins with those. */
  beginsOpen?: boolean;
  title: (record: Json) => string;
  subtitle?: (record: Json) => string;
  /** What is asked for when a new one is made. */
  ask: string[];
}

type Looks = Omit<Kind, 'collection' | 'name' | 'fields' | 'required' | 'sortable' | 'changers' | 'creators'>;

const text = (record: Json, field: string) => String(record[field] ?? '');
const spoken = (record: Json, field: string) => (record[field] ? word(String(record[field]), 'value') : '');
const person = (record: Json) => [record.salutation, record.firstName, record.lastName].filter(Boolean).join(' ');

const looks: Record<string, Looks> = {
  leads: {
    columns: ['lastName', 'company', 'status', 'score', 'email', 'phone', 'leadSource', 'estimatedValue', 'owner', 'createdAt'],
    sort: '-createdAt',
    status: 'status',
    open: 'status=in=(NEW,ASSIGNED,CONTACTED,RECYCLED)',
    title: (lead) => person(lead) || text(lead, 'company') || text(lead, 'email') || text(lead, 'id'),
    subtitle: (lead) => [lead.jobTitle, lead.company].filter(Boolean).join(', '),
    ask: ['firstName', 'lastName', 'company', 'email', 'phone', 'leadSource', 'estimatedValue', 'currency'],
    sections: [
      { title: 'person', fields: ['salutation', 'firstName', 'lastName', 'jobTitle', 'department', 'language'] },
      { title: 'reach', fields: ['email', 'emailStatus', 'phone', 'mobile', 'website', 'address', 'doNotCall', 'emailOptOut'] },
      { title: 'company', fields: ['company', 'industry', 'annualRevenue', 'numberOfEmployees'] },
      { title: 'work', fields: ['status', 'statusReason', 'score', 'scoreBasis', 'scoreCompleteness', 'rating', 'owner', 'team', 'responseDueAt', 'firstRespondedAt', 'assignedAt'] },
      { title: 'interest', fields: ['productInterest', 'estimatedValue', 'currency', 'leadSource', 'campaignId', 'utm', 'territory', 'description'] },
    ],
  },
  accounts: {
    columns: ['name', 'type', 'industry', 'annualRevenue', 'phone', 'owner', 'renewalDate', 'createdAt'],
    sort: 'name',
    status: 'type',
    title: (account) => text(account, 'name'),
    subtitle: (account) => [account.industry, account.domain].filter(Boolean).join(', '),
    ask: ['name', 'type', 'industry', 'website', 'phone'],
    sections: [
      { title: 'company', fields: ['name', 'legalName', 'type', 'industry', 'parentId', 'ownership', 'annualRevenue', 'numberOfEmployees', 'yearEstablished', 'currency'] },
      { title: 'reach', fields: ['website', 'domain', 'phone', 'email', 'billingAddress', 'shippingAddress', 'primaryContactId'] },
      { title: 'customer', fields: ['lifecycleStage', 'customerSince', 'renewalDate', 'arr', 'successOwner', 'territory', 'owner', 'team'] },
      { title: 'more', fields: ['description', 'sicCode', 'tickerSymbol', 'originalLeadId'] },
    ],
  },
  contacts: {
    columns: ['lastName', 'title', 'accountId', 'emails', 'phones', 'owner', 'createdAt'],
    sort: 'lastName',
    title: (contact) => person(contact) || String((contact.emails as string[] | undefined)?.[0] ?? contact.id),
    subtitle: (contact) => text(contact, 'title'),
    ask: ['firstName', 'lastName', 'accountId', 'title', 'emails', 'phones'],
    sections: [
      { title: 'person', fields: ['salutation', 'firstName', 'lastName', 'title', 'department', 'birthdate', 'language', 'timezone'] },
      { title: 'reach', fields: ['emails', 'phones', 'mailingAddress', 'doNotCall', 'emailOptOut'] },
      { title: 'work', fields: ['accountId', 'role', 'reportsToId', 'buyingRole', 'isDecisionMaker', 'owner', 'team', 'originalLeadId'] },
    ],
  },
  opportunities: {
    columns: ['name', 'accountId', 'stageName', 'amount', 'closeDate', 'probability', 'nextStep', 'owner'],
    sort: 'closeDate',
    status: 'stageName',
    open: 'forecastCategory=out=(CLOSED,OMITTED)',
    beginsOpen: true,
    title: (opportunity) => text(opportunity, 'name'),
    subtitle: (opportunity) => said(text(opportunity, 'stageName')),
    ask: ['name', 'accountId', 'amount', 'currency', 'closeDate', 'type'],
    sections: [
      { title: 'deal', fields: ['name', 'accountId', 'primaryContactId', 'type', 'amount', 'currency', 'bestCase', 'worstCase', 'expectedRevenue', 'closeDate'] },
      { title: 'work', fields: ['stageName', 'probability', 'forecastCategory', 'nextStep', 'nextStepDate', 'daysInStage', 'stuck', 'pushCount', 'overrides', 'owner', 'team'] },
      { title: 'why', fields: ['winReason', 'buyingGoals', 'successCriteria', 'lossReason'] },
      { title: 'more', fields: ['leadSource', 'campaignId', 'productId', 'recurringAmount', 'recurrence', 'territory', 'originalLeadId', 'closedAt'] },
    ],
  },
  activities: {
    columns: ['subject', 'type', 'status', 'priority', 'dueAt', 'relatedTo', 'owner', 'createdAt'],
    sort: '-createdAt',
    status: 'status',
    open: 'status==OPEN',
    title: (activity) => task(text(activity, 'subject')),
    subtitle: (activity) => spoken(activity, 'type'),
    ask: ['type', 'subject', 'dueAt', 'priority', 'description'],
    sections: [
      { title: 'work', fields: ['type', 'subject', 'status', 'priority', 'direction', 'owner', 'team'] },
      { title: 'when', fields: ['startsAt', 'durationMinutes', 'dueAt', 'reminderAt', 'completedAt', 'completedBy'] },
      { title: 'more', fields: ['relatedTo', 'outcome', 'description'] },
    ],
  },
  handoffs: {
    columns: ['leadName', 'state', 'offeredBy', 'offeredTo', 'team', 'dueAt', 'decidedAt', 'rejectionReason', 'createdAt'],
    sort: '-createdAt',
    status: 'state',
    title: (handoff) => text(handoff, 'leadName') || text(handoff, 'id'),
    subtitle: (handoff) => text(handoff, 'leadSource'),
    ask: [],
    sections: [
      { title: 'handoff', fields: ['leadId', 'state', 'offeredBy', 'offeredTo', 'team', 'note', 'checklist'] },
      { title: 'when', fields: ['createdAt', 'dueAt', 'remindedAt', 'escalatedAt', 'decidedAt', 'decidedBy', 'rejectionReason'] },
    ],
  },
  fields: {
    columns: ['label', 'entity', 'name', 'type', 'required', 'ownerTeam', 'personalDataClass', 'purpose'],
    sort: '-createdAt',
    title: (field) => text(field, 'label'),
    subtitle: (field) => `${text(field, 'entity')}.${text(field, 'name')}`,
    ask: ['entity', 'name', 'label', 'type', 'options', 'required', 'purpose', 'ownerTeam', 'personalDataClass', 'whoMayRead', 'whoMayWrite'],
    sections: [
      { title: 'field', fields: ['entity', 'name', 'label', 'type', 'required', 'options', 'description'] },
      { title: 'rules', fields: ['ownerTeam', 'purpose', 'personalDataClass', 'whoMayRead', 'whoMayWrite'] },
    ],
  },
  commitments: {
    columns: ['what', 'status', 'dueOn', 'accountId', 'opportunityId', 'owner', 'settledAt', 'createdAt'],
    sort: 'dueOn',
    status: 'status',
    open: 'status==OPEN',
    beginsOpen: true,
    title: (promise) => text(promise, 'what'),
    ask: ['what', 'dueOn', 'accountId', 'opportunityId', 'contactId', 'owner'],
    sections: [
      { title: 'promise', fields: ['what', 'dueOn', 'accountId', 'opportunityId', 'contactId', 'owner', 'team'] },
      { title: 'outcome', fields: ['status', 'bindingSince', 'settledAt', 'settledBy', 'outcome'] },
    ],
  },
  quotas: {
    columns: ['period', 'owner', 'team', 'territory', 'measure', 'target'],
    sort: '-startsOn',
    title: (quota) => [quota.period, quota.owner ?? (quota.team ? teamName(String(quota.team)) : quota.territory)].filter(Boolean).join(' '),
    subtitle: (quota) => text(quota, 'note'),
    ask: ['period', 'owner', 'team', 'territory', 'measure', 'target', 'currency', 'note'],
    sections: [{ title: 'quota', fields: ['period', 'startsOn', 'endsOn', 'owner', 'team', 'territory', 'measure', 'target', 'currency', 'note'] }],
  },
  territories: {
    columns: ['name', 'parentId', 'rule', 'manager', 'team', 'createdAt'],
    sort: 'name',
    title: (territory) => text(territory, 'name'),
    ask: ['name', 'parentId', 'rule', 'manager', 'team'],
    sections: [{ title: 'territory', fields: ['name', 'parentId', 'rule', 'manager', 'position', 'owner', 'team', 'description'] }],
  },
  products: {
    columns: ['name', 'code', 'series', 'price', 'currency', 'active'],
    sort: 'name',
    title: (product) => text(product, 'name'),
    subtitle: (product) => text(product, 'series'),
    ask: ['name', 'code', 'series', 'price', 'currency'],
    sections: [{ title: 'product', fields: ['name', 'code', 'series', 'price', 'currency', 'active'] }],
  },
  campaigns: {
    columns: ['name', 'type', 'status', 'startDate', 'endDate', 'budgetedCost', 'actualCost', 'owner'],
    sort: '-createdAt',
    status: 'status',
    title: (campaign) => text(campaign, 'name'),
    subtitle: (campaign) => spoken(campaign, 'type'),
    ask: ['name', 'type', 'objective', 'startDate', 'endDate', 'budgetedCost', 'currency'],
    sections: [
      { title: 'campaign', fields: ['name', 'type', 'status', 'objective', 'parentId', 'startDate', 'endDate', 'owner', 'team'] },
      { title: 'money', fields: ['budgetedCost', 'actualCost', 'expectedRevenue', 'expectedResponsePct', 'currency'] },
      { title: 'more', fields: ['utm', 'consentPurpose'] },
    ],
  },
  cases: {
    columns: ['number', 'status', 'priority', 'accountId', 'owner', 'responseDueAt', 'resolveDueAt', 'createdAt'],
    sort: '-createdAt',
    status: 'status',
    open: 'status=out=(RESOLVED,CLOSED,REJECTED,DUPLICATE)',
    title: (each) => `${text(each, 'number')} ${text(each, 'subject')}`,
    subtitle: (each) => spoken(each, 'priority'),
    ask: ['subject', 'description', 'priority', 'type', 'origin', 'accountId', 'contactId'],
    sections: [
      { title: 'case', fields: ['number', 'subject', 'description', 'status', 'priority', 'type', 'origin', 'reason'] },
      { title: 'customer', fields: ['accountId', 'contactId', 'leadId', 'productId'] },
      { title: 'work', fields: ['owner', 'team', 'queue', 'escalationLevel', 'responseDueAt', 'firstRespondedAt', 'resolveDueAt', 'resolvedAt', 'breaches'] },
      { title: 'outcome', fields: ['resolution', 'rootCause', 'csat', 'reopenedCount'] },
    ],
  },
};

/** What a field is, stays once it is published; who sees and sets it are roles. */
const DICTIONARY: Record<string, Partial<Field>> = {
  entity: { type: 'choice', choices: EXTENDED, ofKinds: true, editable: false },
  name: { editable: false },
  type: { editable: false },
  whoMayRead: { choices: ROLES },
  whoMayWrite: { choices: ROLES },
};

const known = described as unknown as Record<string, { name: string; required: string[]; sortable: string[]; changers?: string[]; creators?: string[]; fields: Field[] }>;

/** The kinds that the API has and a page knows how to show. */
export const kinds: Record<string, Kind> = Object.fromEntries(
  Object.entries(looks)
    .filter(([collection]) => known[collection])
    .map(([collection, look]) => {
      const { name, required, sortable, changers, creators, fields: described } = known[collection]!;
      const fields = described.map((field) => ({ ...field, ...(field.name === 'parentId' ? { of: collection } : {}), ...(collection === 'fields' ? DICTIONARY[field.name] : {}) }));
      const has = (field: string) => fields.some((each) => each.name === field);
      const kind: Kind = {
        ...look,
        collection,
        name,
        required,
        sortable: new Set(sortable),
        changers,
        creators,
        fields,
        columns: look.columns.filter(has),
        ask: look.ask.filter(has),
        sections: look.sections.map((section) => ({ ...section, fields: section.fields.filter(has) })).filter((section) => section.fields.length > 0),
      };
      return [collection, kind];
    }),
);

/** Whether somebody with these roles makes and changes records of a kind at all; which of them, the services decide. */
export function mayChange(kind: Kind, roles: string[] | undefined): boolean {
  return Boolean(roles) && (!kind.changers || kind.changers.some((role) => roles!.includes(role)));
}

/** Whether somebody with these roles makes new records of a kind; who corrects what is there does not always. */
export function mayCreate(kind: Kind, roles: string[] | undefined): boolean {
  return Boolean(roles) && (!kind.creators || kind.creators.some((role) => roles!.includes(role)));
}

/** What can be chosen, in words. */
export function choicesOf(field: Pick<Field, 'choices' | 'own' | 'ofKinds'>): { value: string; label: string }[] {
  return (field.choices ?? []).map((choice) => ({ value: choice, label: field.own ? choice : word(choice, field.ofKinds ? 'one' : 'value') }));
}

export function fieldOf(kind: Pick<Kind, 'fields'>, path: string): Field | undefined {
  const whole = kind.fields.find((each) => each.name === path);
  if (whole) {
    return whole;
  }
  const [name, part] = path.split('.');
  const field = kind.fields.find((each) => each.name === name);
  return part ? field?.parts?.find((each) => each.name === part) : field;
}

/** The collection in which records of a kind are found, by its singular name. */
export function collectionOf(name: string): string | undefined {
  return Object.values(kinds).find((kind) => kind.name === name)?.collection;
}

/** What a reference points to: `accountId` to accounts. */
export function referenced({ name, of }: Pick<Field, 'name' | 'of'>): string | undefined {
  const special: Record<string, string> = { primaryContactId: 'contacts', reportsToId: 'contacts', originalLeadId: 'leads', renewalOfId: 'opportunities' };
  const what = name.replace(/Id$/, '');
  // `convertedAccountId` is an account too
  return of ?? special[name] ?? collectionOf(what) ?? collectionOf(what.replace(/^.*(?=[A-Z])/, '').toLowerCase());
}
