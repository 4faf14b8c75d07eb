import { Button, Group, Modal, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, read, type Json } from '../api/client';
import { useMe } from '../api/me';
import { useActions } from '../app/actions';
import { explain } from '../app/explain';
import { Convert } from './Convert';
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
