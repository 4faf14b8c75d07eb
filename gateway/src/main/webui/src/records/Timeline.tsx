import { Alert, Anchor, Skeleton, Text, Timeline as Line } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query, read, type Json } from '../api/client';
import { explain } from '../app/explain';
import { moment } from '../language/format';
import { word } from '../language/language';
import { Person } from '../people/Person';
import type { Kind } from './kinds';
import { detailOf, mentioned, titleOf } from './happened';
import { usePeople } from './titles';

/** What any department did with a customer, newest first. */
export function Timeline({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation();
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['timeline', kind.collection, id],
    queryFn: ({ pageParam, signal }) => read<{ items: Json[]; nextCursor: string | null }>(`/timeline${query({ [`${kind.name}Id`]: id, limit: 50, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  const happened = entries.map((entry) => ({ type: String(entry.type), title: String(entry.title ?? entry.type), detail: entry.detail ? String(entry.detail) : null }));
  const people = usePeople(happened.flatMap(mentioned));
  if (error) {
    return <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert>;
  }
  if (!data) {
    return <Skeleton height={120} />;
  }
  if (entries.length === 0) {
    return <Text size="sm" c="dimmed">{t('record.nothingYet')}</Text>;
  }
  return (
    <>
      <Line bulletSize={14} lineWidth={2}>
        {entries.map((entry, index) => (
          <Line.Item key={String(entry.id ?? index)} title={<Text size="sm" fw={500}>{titleOf(happened[index]!, people)}</Text>}>
            {entry.detail ? <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{detailOf(happened[index]!, people)}</Text> : null}
            <Text size="xs" c="dimmed">{moment(entry.at)}{Boolean(entry.actor) && entry.actor !== entry.service && <> · <Person login={String(entry.actor)} /></>}{Boolean(entry.service) && ` · ${word(String(entry.service), 'kind')}`}</Text>
          </Line.Item>
        ))}
      </Line>
      {hasNextPage && <Anchor component="button" size="sm" onClick={() => void fetchNextPage()}>{t('record.older')}</Anchor>}
    </>
  );
}
