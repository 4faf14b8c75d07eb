import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { placesFor } from '../app/departments';
import { money } from '../language/format';
import { word } from '../language/language';
import { kinds, type Kind } from './kinds';
import { inRole } from './linked';
import { Status } from './value';

const MOST = 10;

/** By a filter that finds them, and what is said beside each of them. */
type Belonging = [collection: string, filter: string, beside?: (found: Json) => string];

/** What belongs to a record of each kind, by a filter that finds it. */
const BELONGS: Record<string, (record: Json) => Belonging[]> = {
  accounts: ({ id }) => [['contacts', `linkedAccounts==${id}`, (contact) => inRole(contact, 'accountLinks', String(id))], ['opportunities', `accountId==${id}`], ['cases', `accountId==${id}`], ['accounts', `parentId==${id}`]],
  contacts: ({ id, accountId }) => [['opportunities', `involvedContacts==${id}`, (deal) => inRole(deal, 'contactRoles', String(id))], ['cases', `contactId==${id}`], ['commitments', `contactId==${id}`], ...(accountId ? [['contacts', `accountId==${accountId};id!=${id}`] as Belonging] : [])],
  opportunities: ({ id, accountId }) => (accountId ? [['contacts', `linkedAccounts==${accountId}`, (contact) => inRole(contact, 'accountLinks', String(accountId))], ['opportunities', `accountId==${accountId};id!=${id}`], ['cases', `accountId==${accountId}`]] : []),
  leads: ({ id }) => [['handoffs', `leadId==${id}`], ['accounts', `originalLeadId==${id}`], ['contacts', `originalLeadId==${id}`], ['opportunities', `originalLeadId==${id}`]],
  campaigns: ({ id }) => [['leads', `campaignId==${id}`], ['opportunities', `campaignId==${id}`], ['campaigns', `parentId==${id}`]],
  products: ({ id }) => [['opportunities', `productId==${id}`], ['cases', `productId==${id}`]],
};

export function hasRelated(kind: Kind): boolean {
  return kind.collection in BELONGS;
}

/** What else belongs to a record, as far as one's roles see it: who works for an account, what is sold to it and what troubles it. */
export function Related({ kind, record }: { kind: Kind; record: Json }) {
  const { data: me } = useMe();
  const seen = new Set(placesFor(me?.roles ?? []).map((place) => place.name));
  return <Stack>{me && BELONGS[kind.collection]?.(record).filter(([collection]) => kinds[collection] && seen.has(collection)).map(([collection, filter, beside]) => <Some key={filter + collection} collection={collection} filter={filter} beside={beside} />)}</Stack>;
}

function Some({ collection, filter, beside }: { collection: string; filter: string; beside?: ((found: Json) => string) | undefined }) {
  const { t } = useTranslation();
  const kind = kinds[collection]!;
  const { data, isError } = useQuery({ queryKey: ['list', collection, 'of', filter], queryFn: ({ signal }) => read<Page>(`/${collection}${query({ filter, limit: MOST })}`, signal) });
  return (
    <section>
      <Group justify="space-between"><Title order={3} size="h6">{word(collection, 'kind')}</Title><Anchor component={Link} to={`/${collection}`} search={{ filter } as never} size="xs">{t('list.all')}</Anchor></Group>
      {isError ? <Text size="sm" c="dimmed">{t('record.notShown')}</Text> : !data ? <Skeleton height={40} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('record.none')}</Text> : data.items.map((record) => (
        <Group key={String(record.id)} gap="xs" wrap="nowrap" py={2}>
          <Anchor component={Link} to={`/${collection}/${record.id}`} size="sm" truncate flex={1}>{kind.title(record)}</Anchor>
          {beside?.(record) ? <Text size="sm" c="dimmed" truncate>{beside(record)}</Text> : null}
          {record.amount ? <Text size="sm">{money(record.amount, record.currency)}</Text> : null}
          {kind.status && record[kind.status] ? <Status value={record[kind.status]} /> : null}
        </Group>
      ))}
    </section>
  );
}
