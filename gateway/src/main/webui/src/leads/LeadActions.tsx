import { Alert, Button, Group, Modal, NumberInput, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { useActions } from '../app/actions';
import { explain } from '../app/explain';
import { kinds } from '../records/kinds';
import { HandOver } from './HandOver';

/** What is done with a lead: taken, found good or not good, turned into a customer. */
export function LeadActions({ lead, onChange }: { lead: Json; onChange: (lead: Json) => void }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [asking, setAsking] = useState<'disqualify' | 'convert' | 'offer'>();
  const act = useMutation({
    mutationFn: ({ path, body }: { path: string; body: unknown }) => post(`/leads/${lead.id}/${path}`, body),
    onSuccess: (changed) => { onChange(changed); setAsking(undefined); },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  const status = String(lead.status);
  const has = (...roles: string[]) => roles.some((role) => me?.roles.includes(role));
  const works = has('sales-rep', 'sales-manager', 'marketer', 'marketing-manager', 'crm-admin');
  const acts: { label: string; variant: string; run: () => void }[] = !works || status === 'CONVERTED' ? [] : [
    ...(lead.owner ? [] : [{ label: t('list.take'), variant: 'default', run: () => act.mutate({ path: 'assignment', body: { owner: me?.login } }) }]),
    ...(['NEW', 'ASSIGNED', 'CONTACTED', 'NURTURING', 'RECYCLED'].includes(status) ? [{ label: t('lead.qualify'), variant: 'light', run: () => act.mutate({ path: 'qualification', body: {} }) }] : []),
    ...(['UNQUALIFIED', 'JUNK'].includes(status) ? [] : [{ label: t('lead.disqualify'), variant: 'default', run: () => setAsking('disqualify') }]),
    ...(status === 'QUALIFIED' && has('marketer', 'marketing-manager', 'crm-admin') ? [{ label: t('handoff.offer'), variant: 'light', run: () => setAsking('offer') }] : []),
    ...(status === 'QUALIFIED' ? [{ label: t('lead.convert'), variant: 'filled', run: () => setAsking('convert') }] : []),
  ];
  useActions(acts);
  if (!works || (status === 'CONVERTED' && asking !== 'convert')) {
    return lead.convertedOpportunityId ? <Button component={Link} to={`/opportunities/${lead.convertedOpportunityId}`} variant="light" size="sm">{t('lead.toDeal')}</Button> : null;
  }
  return (
    <>
      {acts.map(({ label, variant, run }) => <Button key={label} size="sm" variant={variant} onClick={run}>{label}</Button>)}
      <Disqualify opened={asking === 'disqualify'} onClose={() => setAsking(undefined)} onSay={(reason) => act.mutate({ path: 'disqualification', body: { reason } })} />
      {asking === 'offer' && <HandOver lead={lead} onClose={() => setAsking(undefined)} />}
      {asking === 'convert' && <Convert lead={lead} onClose={() => setAsking(undefined)} onDone={() => void read(`/leads/${lead.id}`).then(onChange)} />}
    </>
  );
}

function Disqualify({ opened, onClose, onSay }: { opened: boolean; onClose: () => void; onSay: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal opened={opened} onClose={onClose} title={t('lead.disqualify')}>
      <form onSubmit={(event) => { event.preventDefault(); onSay(reason); }}>
        <Textarea label={t('lead.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required maxLength={1000} autosize minRows={2} data-autofocus />
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit">{t('lead.disqualify')}</Button></Group>
      </form>
    </Modal>
  );
}

interface Conversion {
  state: 'PENDING' | 'COMPLETED' | 'REJECTED';
  accountId?: string;
  contactId?: string;
  opportunityId?: string;
  reason?: string;
}

/** Becomes a customer: beside what is known already, so that nobody makes a second account of one company. */
function Convert({ lead, onClose, onDone }: { lead: Json; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const company = String(lead.company ?? '');
  const [account, setAccount] = useState<string>();
  const [name, setName] = useState(`${company || kinds.leads!.title(lead)}${lead.productInterest ? ` – ${lead.productInterest}` : ''}`);
  const [amount, setAmount] = useState<number | string>((lead.estimatedValue as number | undefined) ?? '');
  const [closeDate, setCloseDate] = useState('');
  const [begun, setBegun] = useState(false);
  const known = useQuery({
    queryKey: ['suspects', lead.id],
    queryFn: ({ signal }) => read<Page>(`/accounts${query({ q: company.split(' ')[0], limit: 5 })}`, signal),
    enabled: company.length > 1,
  });
  const convert = useMutation({
    mutationFn: () => post<Conversion>(`/leads/${lead.id}/conversion`, {
      ...(account ? { accountId: account } : {}),
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
            {(known.data?.items.length ?? 0) > 0 && (
              <Alert color="yellow" title={t('lead.suspects')}>
                {known.data!.items.map((each) => (
                  <Group key={String(each.id)} gap="xs">
                    <Text size="sm">{kinds.accounts!.title(each)}</Text>
                    <Button size="compact-xs" variant={account === each.id ? 'filled' : 'default'} onClick={() => setAccount(account === each.id ? undefined : String(each.id))} aria-pressed={account === each.id}>{t('lead.useThis')}</Button>
                  </Group>
                ))}
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
