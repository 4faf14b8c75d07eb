import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { put, type Json } from '../api/client';
import { money, number } from '../language/format';
import { word } from '../language/language';
import { Reference } from '../records/value';
import type { Store } from '../records/useStore';
import { wantedOf, type Item } from './offer';
import { OfferDialog } from './OfferDialog';
import { Splits } from './Splits';

/** What a deal is about, line by line, and who gets the credit of it. */
export function LineItems({ deal, changes, store }: { deal: Json; changes: boolean; store: Store }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const items = (deal.lineItems as Json[] | undefined) ?? [];
  const edits = changes && !deal.closedAt && !deal.archivedAt;
  const save = (wanted: Item[], priceListId: string | null) => store({ lineItems: wanted }, {
    send: (change, version) => put(`/opportunities/${deal.id}/line-items`, { lineItems: wantedOf(change.lineItems as Item[]), ...(priceListId ? { priceListId } : {}) }, version),
  });
  return (
    <Stack gap="md">
      <section aria-label={word('lineItems')}>
        <Group justify="space-between" mb="xs"><Title order={3} size="h6">{word('lineItems')}</Title>{edits && <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>{t('offer.change')}</Button>}</Group>
        {items.length === 0 ? <Text size="sm" c="dimmed">{t('offer.none')}</Text> : (
          <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={word('lineItems')}>
            <Table miw={460}>
              <Table.Thead><Table.Tr><Table.Th>{word('productId')}</Table.Th><Table.Th ta="right">{word('quantity')}</Table.Th><Table.Th ta="right">{word('unitPrice')}</Table.Th><Table.Th ta="right">{word('total')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={String(item.id)}>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}><Reference collection="products" id={String(item.productId)} />{item.description ? <Text size="xs" c="dimmed">{String(item.description)}</Text> : null}</Table.Td>
                    <Table.Td ta="right">{number(item.quantity)}</Table.Td>
                    <Table.Td ta="right">
                      {money(item.unitPrice, item.currency)}
                      <Text size="xs" c="dimmed">{[word(String(item.recurrence), 'value'), item.termMonths && t('offer.months', { count: Number(item.termMonths) }), Number(item.discountPercent) > 0 && `−${number(item.discountPercent)} %`].filter(Boolean).join(' · ')}</Text>
                    </Table.Td>
                    <Table.Td ta="right">{money(item.total, item.currency)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
              <Table.Tfoot>
                <Table.Tr><Table.Th colSpan={3}>{word('amount')}</Table.Th><Table.Th ta="right">{money(deal.amount, deal.currency)}</Table.Th></Table.Tr>
                {deal.recurringAmount ? <Table.Tr><Table.Th colSpan={3}>{word('recurringAmount')} ({word(String(deal.recurrence), 'value')})</Table.Th><Table.Th ta="right">{money(deal.recurringAmount, deal.currency)}</Table.Th></Table.Tr> : null}
              </Table.Tfoot>
            </Table>
          </div>
        )}
      </section>
      <Splits deal={deal} changes={changes && !deal.archivedAt} store={store} />
      {editing && <OfferDialog deal={deal} onSave={save} onClose={() => setEditing(false)} />}
    </Stack>
  );
}
