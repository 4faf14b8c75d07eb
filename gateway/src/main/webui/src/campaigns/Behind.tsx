import { Alert, Button, Modal, ScrollArea, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { query, read, type Json } from '../api/client';
import { explain } from '../app/explain';
import { date, money, number } from '../language/format';
import { word } from '../language/language';
import { Reference } from '../records/value';

/** What somebody wants to see the records of: deals with their shares, leads that were touched, or expenses. */
export type Wanted = { title: string; campaign: string } & (
  | { of: 'deals'; model: string; stage: string; from?: string | undefined; to?: string | undefined }
  | { of: 'leads' }
  | { of: 'costs' }
);

interface Answer {
  items: Json[];
  nextCursor: string | null;
  [total: string]: unknown;
}

function pathOf(wanted: Wanted): string {
  switch (wanted.of) {
    case 'deals':
      return `/attribution/deals${query({ campaignId: wanted.campaign, model: wanted.model, stage: wanted.stage, from: wanted.from, to: wanted.to, limit: 50 })}`;
    case 'leads':
      return `/attribution/leads${query({ campaignId: wanted.campaign, limit: 50 })}`;
    case 'costs':
      return `/campaigns/${wanted.campaign}/costs`;
  }
}

/** The records behind a figure of a campaign, and what they add up to: the figure itself. */
export function Behind({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const { t } = useTranslation();
  const path = pathOf(wanted);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['behind', path],
    queryFn: ({ pageParam, signal }) => read<Answer>(pageParam ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(pageParam)}` : path, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <Modal opened onClose={onClose} title={wanted.title} size="lg">
      {error ? <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert> : !items ? <Skeleton height={120} /> : items.length === 0 ? <Text size="sm" c="dimmed">{t('record.none')}</Text> : (
        <Stack gap="sm">
          <ScrollArea><Table>{wanted.of === 'deals' ? <Deals items={items} all={data!.pages[0]!} /> : wanted.of === 'leads' ? <Leads items={items} all={data!.pages[0]!} /> : <Costs items={items} all={data!.pages[0]!} />}</Table></ScrollArea>
          {hasNextPage && <Button size="compact-sm" variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('campaign.more')}</Button>}
        </Stack>
      )}
    </Modal>
  );
}

interface Rows {
  items: Json[];
  all: Answer;
}

function Deals({ items, all }: Rows) {
  const { t } = useTranslation();
  return (
    <>
      <Table.Thead><Table.Tr><Table.Th>{t('behind.deal')}</Table.Th><Table.Th visibleFrom="xs">{t('behind.began')}</Table.Th><Table.Th ta="right">{t('behind.share')}</Table.Th><Table.Th ta="right">{word('amount')}</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {items.map((deal) => (
          <Table.Tr key={String(deal.id)}>
            <Table.Td><Reference collection={deal.kind === 'LEAD' ? 'leads' : 'opportunities'} id={String(deal.id)} /></Table.Td>
            <Table.Td visibleFrom="xs">{date(String(deal.beganAt).slice(0, 10))}</Table.Td>
            <Table.Td ta="right">{number(deal.count)}</Table.Td>
            <Table.Td ta="right">{money(deal.amountBase, all.currency)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot><Table.Tr><Table.Th>{t('behind.together', { count: Number(all.deals) })}</Table.Th><Table.Th visibleFrom="xs" /><Table.Th ta="right">{number(all.count)}</Table.Th><Table.Th ta="right">{money(all.amountBase, all.currency)}</Table.Th></Table.Tr></Table.Tfoot>
    </>
  );
}

function Leads({ items, all }: Rows) {
  const { t } = useTranslation();
  return (
    <>
      <Table.Thead><Table.Tr><Table.Th>{word('lead', 'one')}</Table.Th><Table.Th ta="right">{t('campaign.touches')}</Table.Th><Table.Th ta="right">{t('behind.lastTouch')}</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {items.map((lead) => <Table.Tr key={String(lead.leadId)}><Table.Td><Reference collection="leads" id={String(lead.leadId)} /></Table.Td><Table.Td ta="right">{number(lead.touches)}</Table.Td><Table.Td ta="right">{date(String(lead.lastTouchAt).slice(0, 10))}</Table.Td></Table.Tr>)}
      </Table.Tbody>
      <Table.Tfoot><Table.Tr><Table.Th>{t('behind.together', { count: Number(all.leads) })}</Table.Th><Table.Th /><Table.Th /></Table.Tr></Table.Tfoot>
    </>
  );
}

function Costs({ items, all }: Rows) {
  const { t } = useTranslation();
  return (
    <>
      <Table.Thead><Table.Tr><Table.Th>{word('description')}</Table.Th><Table.Th>{t('behind.incurred')}</Table.Th><Table.Th ta="right">{word('amount')}</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {items.map((cost) => <Table.Tr key={String(cost.id)}><Table.Td style={{ overflowWrap: 'anywhere' }}>{String(cost.description ?? '')}</Table.Td><Table.Td>{date(cost.incurredOn)}</Table.Td><Table.Td ta="right">{money(cost.amount, cost.currency)}</Table.Td></Table.Tr>)}
      </Table.Tbody>
      <Table.Tfoot><Table.Tr><Table.Th>{word('total')}</Table.Th><Table.Th /><Table.Th ta="right">{money(all.total, all.currency)}</Table.Th></Table.Tr></Table.Tfoot>
    </>
  );
}
