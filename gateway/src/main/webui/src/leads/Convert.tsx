import { Alert, Anchor, Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, read, type Json } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';
import { kinds } from '../records/kinds';
import { useTitle } from '../records/titles';
import { useSuspects, type Suspect } from './suspects';

interface Conversion {
  state: 'PENDING' | 'COMPLETED' | 'REJECTED';
  accountId?: string;
  contactId?: string;
  opportunityId?: string;
  reason?: string;
}

/** Becomes a customer: beside what is known already, so that nobody makes a second account of one company. */
export function Convert({ lead, onClose, onDone }: { lead: Json; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const company = String(lead.company ?? '');
  const [account, setAccount] = useState<string>();
  const [contact, setContact] = useState<string>();
  const [name, setName] = useState(`${company || kinds.leads!.title(lead)}${lead.productInterest ? ` – ${lead.productInterest}` : ''}`);
  const [amount, setAmount] = useState<number | string>((lead.estimatedValue as number | undefined) ?? '');
  const [closeDate, setCloseDate] = useState('');
  const [begun, setBegun] = useState(false);
  const { accounts, contacts } = useSuspects(lead);
  const convert = useMutation({
    mutationFn: () => post<Conversion>(`/leads/${lead.id}/conversion`, {
      ...(account ? { accountId: account } : {}),
      ...(contact ? { contactId: contact } : {}),
      opportunity: { name, ...(amount === '' ? {} : { amount: Number(amount), currency: lead.currency ?? 'USD' }), ...(closeDate ? { closeDate } : {}) },
    }),
    onSuccess: () => setBegun(true),
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  const state = useQuery({
    queryKey: ['conversion', lead.id],
    queryFn: ({ signal }) => read<Conversion>(`/leads/${lead.id}/conversion`, signal),
    enabled: begun,
    refetchInterval: (latest) => (latest.state.data && latest.state.data.state !== 'PENDING' ? false : 400),
  });
  const done = begun ? state.data : undefined;
  return (
    <Modal opened onClose={() => { onDone(); onClose(); }} title={t('lead.convertTitle', { name: kinds.leads!.title(lead) })} size="lg">
      {done?.state === 'COMPLETED' ? (
        <Stack>
          <Alert color="green" title={t('lead.converted')} />
          <Group>
            <Button component={Link} to={`/opportunities/${done.opportunityId}`}>{t('lead.toDeal')}</Button>
            <Button component={Link} to={`/accounts/${done.accountId}`} variant="default">{t('lead.toAccount')}</Button>
            <Button component={Link} to={`/contacts/${done.contactId}`} variant="default">{t('lead.toContact')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={(event) => { event.preventDefault(); convert.mutate(); }}>
          <Stack gap="sm">
            {done?.state === 'REJECTED' && <Alert color="red" title={t('lead.rejected')}>{done.reason}</Alert>}
            {accounts.length + contacts.length > 0 && (
              <Alert color="yellow" title={t('lead.suspects')}>
                {accounts.map((each) => <Suspected key={String(each.record.id)} suspect={each} collection="accounts" chosen={account} onChoose={setAccount} />)}
                {contacts.map((each) => <Suspected key={String(each.record.id)} suspect={each} collection="contacts" chosen={contact} onChoose={setContact} />)}
                <Text size="xs" mt={6}>{t('lead.unchosen')}</Text>
              </Alert>
            )}
            <TextInput label={t('lead.dealName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required maxLength={255} data-autofocus />
            <Group grow>
              <NumberInput label={t('lead.amount', { currency: String(lead.currency ?? 'USD') })} value={amount} onChange={setAmount} min={0} decimalScale={4} hideControls />
              <TextInput type="date" label={t('lead.closeDate')} value={closeDate} onChange={(event) => setCloseDate(event.currentTarget.value)} />
            </Group>
            <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={convert.isPending || (begun && (!done || done.state === 'PENDING'))}>{t('lead.convert')}</Button></Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

/** One that it may be, why, and a way to say that it is. */
function Suspected({ suspect: { record, why }, collection, chosen, onChoose }: { suspect: Suspect; collection: 'accounts' | 'contacts'; chosen: string | undefined; onChoose: (id: string | undefined) => void }) {
  const { t } = useTranslation();
  const id = String(record.id);
  const kind = kinds[collection]!;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" mt={4}>
      <Button size="compact-xs" style={{ flexShrink: 0 }} variant={chosen === id ? 'filled' : 'default'} onClick={() => onChoose(chosen === id ? undefined : id)} aria-pressed={chosen === id} aria-label={`${t('lead.useThis')}: ${kind.title(record)}`}>{t('lead.useThis')}</Button>
      <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}><Anchor href={`/${collection}/${id}`} target="_blank" inherit>{kind.title(record)}</Anchor>{collection === 'contacts' && Boolean(record.accountId) && <> · <AccountName id={String(record.accountId)} /></>} <Text span size="xs">({[word(kind.name, 'one'), ...why.map((each) => t(`lead.why.${each}`, { domain: String(record.domain), email: String((record.emails as string[] | undefined)?.[0]) }))].join(' · ')})</Text></Text>
    </Group>
  );
}

function AccountName({ id }: { id: string }) {
  return <>{useTitle('accounts', id) ?? '…'}</>;
}
