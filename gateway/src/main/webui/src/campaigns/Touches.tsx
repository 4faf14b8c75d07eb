import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query, read, type Page } from '../api/client';
import { explain } from '../app/explain';
import { moment } from '../language/format';
import { word } from '../language/language';
import { Reference, Status } from '../records/value';

const PAGE = 50;

/** What people did because of a campaign, newest first: what attribution goes by. */
export function Touches({ campaign }: { campaign: string }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery({
    queryKey: ['touches', campaign],
    queryFn: ({ pageParam, signal }) => read<Page>(`/touches${query({ filter: `campaignId==${campaign}`, sort: '-occurredAt', limit: PAGE, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  if (list.error) {
    return <Alert color="yellow" title={explain(list.error).title}>{explain(list.error).message}</Alert>;
  }
  const touches = list.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="xs">
      {!touches ? <Skeleton height={80} /> : touches.length === 0 ? <Text size="sm" c="dimmed">{t('campaign.noTouches')}</Text> : touches.map((touch) => (
        <Group key={String(touch.id)} gap="xs" wrap="nowrap" justify="space-between">
          <Group gap="xs" style={{ minWidth: 0 }}><Status value={touch.kind} />{touch.contactId ? <Reference collection="contacts" id={String(touch.contactId)} /> : touch.leadId ? <Reference collection="leads" id={String(touch.leadId)} /> : touch.accountId ? <Reference collection="accounts" id={String(touch.accountId)} /> : null}</Group>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>{[touch.channel && String(touch.channel), moment(touch.occurredAt)].filter(Boolean).join(' · ')}</Text>
        </Group>
      ))}
      {list.hasNextPage && <Button size="compact-sm" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('campaign.more')}</Button>}
      {touches && touches.length > 0 && <Text size="xs" c="dimmed">{word('touches')}: {t('campaign.touchesAre')}</Text>}
    </Stack>
  );
}
