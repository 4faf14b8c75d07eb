import { ActionIcon, Alert, Button, Group, Modal, NumberInput, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json, Refusal } from '../api/client';
import { explain } from '../app/explain';
import { money } from '../language/format';
import { word } from '../language/language';
import { ReferenceInput } from '../records/Editor';
import { charged, CHARGES, itemsOf, sum, total, type Charge, type Item } from './offer';
import { usePriceLists, useOffers } from './useOffers';

interface Offering {
  deal: Json;
  /** Answers what was said against it. */
  onSave: (items: Item[], priceList: string | null) => Promise<Refusal | undefined>;
  onClose: () => void;
}

/** What a deal is about, edited as a whole, with what it adds up to while one types. */
export function OfferDialog({ deal, onSave, onClose }: Offering) {
  const { t } = useTranslation();
  const currency = String(deal.currency ?? '');
  const [items, setItems] = useState(() => itemsOf(deal));
  const [list, setList] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const lists = usePriceLists(currency);
  const { prices, take } = useOffers(items.map((item) => item.productId), currency, list);
  const change = (key: string, part: Partial<Item>) => setItems((before) => before.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const add = (product: unknown) => {
    if (product) {
      void take(String(product)).then((item) => item && setItems((before) => [...before, item]), (fault) => notifications.show({ color: 'red', ...explain(fault) }));
    }
  };
  const save = async () => {
    setBusy(true);
    const refused = await onSave(items, list).finally(() => setBusy(false));
    setRefusal(refused);
    if (!refused) {
      onClose();
    }
  };
  const at = (index: number, member: string) => refusal?.errors.find((error) => error.pointer === `/lineItems/${index}/${member}`)?.detail;
  const elsewhere = refusal && !refusal.errors.some((error) => error.pointer.startsWith('/lineItems/'));
  return (
    <Modal opened onClose={onClose} title={word('lineItems')} size="xl">
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Stack gap="sm">
          {elsewhere && <Alert color="red" title={explain(refusal).title}>{explain(refusal).message}</Alert>}
          {items.length === 0 && <Text size="sm" c="dimmed">{t('offer.none')}</Text>}
          {items.map((item, index) => (
            <Row key={item.key} item={item} currency={currency} at={(member) => at(index, member)} onChange={(part) => change(item.key, part)}
              onCharge={(charge) => change(item.key, charged(item, charge, prices.get(item.productId) ?? {}))} onRemove={() => setItems((before) => before.filter((each) => each.key !== item.key))} />
          ))}
          <Group align="flex-end" gap="sm">
            <div style={{ flex: 1, minWidth: 200 }}><ReferenceInput key={items.length} collection="products" label={t('offer.add')} value={null} onChange={add} /></div>
            {lists.length > 0 && <Select label={t('offer.list')} placeholder={t('offer.newest')} data={lists.map((each) => ({ value: String(each.id), label: String(each.name) }))} value={list} onChange={setList} clearable style={{ flex: 1, minWidth: 180 }} />}
          </Group>
          <Group justify="space-between">
            <Text fw={600} role="status">{t('offer.sum', { sum: money(sum(items, currency), currency) })}</Text>
            <Group gap="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={busy}>{t('save')}</Button></Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface Line {
  item: Item;
  currency: string;
  at: (member: string) => string | undefined;
  onChange: (part: Partial<Item>) => void;
  onCharge: (charge: Charge) => void;
  onRemove: () => void;
}

function Row({ item, currency, at, onChange, onCharge, onRemove }: Line) {
  const { t } = useTranslation();
  const figure = (value: number | string) => (value === '' ? '' : Number(value));
  const again = item.recurrence !== 'ONE_TIME';
  return (
    <Paper withBorder p="sm" component="section" aria-label={item.productName}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb={4}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{item.productName}</Text>
        <Group gap="xs" wrap="nowrap"><Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>{money(total(item, currency), currency)}</Text><ActionIcon variant="default" onClick={onRemove} aria-label={t('offer.remove', { product: item.productName })}><IconTrash size={16} /></ActionIcon></Group>
      </Group>
      {at('productId') && <Text size="xs" c="red">{at('productId')}</Text>}
      <Group align="flex-start" gap="xs">
        <NumberInput label={word('quantity')} required value={item.quantity} onChange={(value) => onChange({ quantity: figure(value) })} min={0} decimalScale={4} hideControls error={at('quantity')} w={90} />
        <NumberInput label={word('unitPrice')} required value={item.unitPrice} onChange={(value) => onChange({ unitPrice: figure(value) })} min={0} decimalScale={4} hideControls error={at('unitPrice')} w={120} />
        <NumberInput label={word('discountPercent')} value={item.discountPercent} onChange={(value) => onChange({ discountPercent: figure(value) })} min={0} max={100} decimalScale={4} suffix=" %" hideControls error={at('discountPercent')} w={100} />
        <Select label={word('recurrence')} data={CHARGES.map((charge) => ({ value: charge, label: word(charge, 'value') }))} value={item.recurrence} onChange={(charge) => charge && onCharge(charge)} allowDeselect={false} error={at('recurrence')} w={130} />
        {again && <NumberInput label={word('termMonths')} value={item.termMonths} onChange={(value) => onChange({ termMonths: figure(value) })} min={1} max={600} allowDecimal={false} hideControls error={at('termMonths')} w={90} />}
        <TextInput label={word('description')} value={item.description} onChange={(event) => onChange({ description: event.currentTarget.value })} maxLength={500} error={at('description')} style={{ flex: 1, minWidth: 160 }} />
      </Group>
    </Paper>
  );
}
