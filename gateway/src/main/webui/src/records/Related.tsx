import { Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { query, read, type Page } from '../api/client';
import { money } from '../language/format';
import { word } from '../language/language';
import { kinds } from './kinds';
import { Status } from './value';

const MOST = 10;

/** Who works for an account, what is sold to it and what troubles it. */
export function Related({ account }: { account: string }) {
  return <Stack>{['contacts', 'opportunities', 'cases'].filter((collection) => kinds[collection]?.fields.some((field) => field.name === 'accountId')).map((collection) => <Some key={collection} collection={collection} account={account} />)}</Stack>;
}

function Some({ collection, account }: { collection: string; account: string }) {
  const { t } = useTranslation();
  const kind = kinds[collection]!;
  const filter = `accountId==${account}`;
  const { data, isError } = useQuery({ queryKey: ['list', collection, 'of', account], queryFn: ({ signal }) => read<Page>(`/${collection}${query({ filter, limit: MOST })}`, signal) });
  return (
    <section>
      <Group justify="space-between"><Title order={3} size="h6">{word(collection, 'kind')}</Title><Anchor component={Link} to={`/${collection}`} search={{ filter } as never} size="xs">{t('list.all')}</Anchor></Group>
      {isError ? <Text size="sm" c="dimmed">{t('record.notShown')}</Text> : !data ? <Skeleton height={40} /> : data.items.length === 0 ? <Text size="sm" c="dimmed">{t('record.none')}</Text> : data.items.map((record) => (
        <Group key={String(record.id)} gap="xs" wrap="nowrap">
          <Anchor component={Link} to={`/${collection}/${record.id}`} size="sm" truncate>{kind.title(record)}</Anchor>
          {kind.status && record[kind.status] ? <Status value={record[kind.status]} /> : null}
          {record.amount ? <Text size="sm">{money(record.amount, record.currency)}</Text> : null}
        </Group>
      ))}
    </section>
  );
}
