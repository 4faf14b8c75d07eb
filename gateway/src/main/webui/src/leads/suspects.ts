import { useQueries } from '@tanstack/react-query';
import { query, read, type Json, type Page } from '../api/client';
import { write } from '../records/rsql';

/** Why a customer may be the one that a lead belongs to, the surest first. */
const SUREST_FIRST = ['email', 'domain', 'sameName', 'likeName'] as const;
type Why = (typeof SUREST_FIRST)[number];

export interface Suspect {
  record: Json;
  why: Why[];
}

const MOST = 5;
/** Of accounts with the same words in their names so many are looked at. */
const LOOKED_AT = 20;

/** Providers where everybody may have an address, so that it tells nothing of a company. */
const EVERYBODYS = /^((gmail|googlemail|outlook|hotmail|live|msn|ymail|rediffmail|icloud|me|mac|aol|proton|protonmail|gmx|mail|yandex|zoho|qq|163|126|naver|fastmail|comcast|verizon|att|btinternet|orange|wanadoo|free|laposte|libero|bluewin|freenet|t-online|web|yahoo)\.(com|de|fr|me|net|ch|at|ru|it|in))$|^yahoo\.co\.(uk|in)$/;

const LEGAL_FORM = /( (inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|mbh|ag|kg|ug|se|sa|sarl|sas|srl|spa|bv|nv|ab|as|oy|pty))+$/;

/** A company's name without what people leave out: signs, the article, the legal form. */
export function nameKey(company: unknown): string {
  return String(company ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim().replace(/^the (?=.)/, '').replace(LEGAL_FORM, '');
}

/** The company's own internet domain, by its website or else an address. */
export function domainOf({ website, email }: Json): string | undefined {
  return [website, email].map((text) => String(text ?? '').trim().toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/[/?#].*$/, '').replace(/^.*@/, '').replace(/:\d*$/, '').replace(/^www\./, ''))
    .find((host) => /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+$/u.test(host) && !EVERYBODYS.test(host));
}

/** Why an account may be the company of a lead; nothing where only a word of the names is the same. */
export function whyAccount(lead: Json, account: Json): Why[] {
  const domain = domainOf(lead);
  const [asked, there] = [nameKey(lead.company), nameKey(account.name)];
  return [
    ...(domain && String(account.domain ?? '').toLowerCase() === domain ? ['domain' as const] : []),
    ...(asked && asked === there ? ['sameName' as const] : asked && there.startsWith(`${asked} `) ? ['likeName' as const] : []),
  ];
}

/** Accounts of what was found that are suspected at all, each once, the surest first. */
export function suspected(lead: Json, found: Json[]): Suspect[] {
  const each = [...new Map(found.map((record) => [record.id, record])).values()];
  const sureness = ({ why }: Suspect) => SUREST_FIRST.indexOf(why[0]!);
  return each.map((record) => ({ record, why: whyAccount(lead, record) })).filter(({ why }) => why.length > 0).sort((one, other) => sureness(one) - sureness(other)).slice(0, MOST);
}

/** Accounts and contacts that a lead may belong to already, each with why: three questions, whatever there is. */
export function useSuspects(lead: Json): { accounts: Suspect[]; contacts: Suspect[] } {
  const domain = domainOf(lead);
  const key = nameKey(lead.company);
  const email = String(lead.email ?? '').trim().toLowerCase();
  const ask = (collection: string, field: string, value: string | undefined, limit: number) => ({
    queryKey: ['suspects', collection, field, value],
    queryFn: ({ signal }: { signal: AbortSignal }) => read<Page>(`/${collection}${query({ filter: write([{ field, operator: '==', values: [value!] }]), limit })}`, signal).then(({ items }) => items),
    enabled: Boolean(value),
    retry: false,
  });
  const [byDomain, byName, byEmail] = useQueries({ queries: [
    ask('accounts', 'domain', domain, MOST),
    ask('accounts', 'name', key && `*${key.replaceAll(' ', '*')}*`, LOOKED_AT),
    ask('contacts', 'emails', email, MOST),
  ] });
  return {
    accounts: suspected(lead, [...(byDomain.data ?? []), ...(byName.data ?? [])]),
    contacts: (byEmail.data ?? []).map((record) => ({ record, why: ['email'] })),
  };
}
