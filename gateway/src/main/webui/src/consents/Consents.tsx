import { Alert, Badge, Button, Group, Modal, Select, Skeleton, Stack, Table, Text, TextInput, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, query, read } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { date, moment } from '../language/format';
import { word } from '../language/language';
import { Person } from '../people/Person';

interface Standing {
  purpose: string;
  channel: string;
  basis: string;
  state: 'GIVEN' | 'WITHDRAWN' | 'EXPIRED';
  validUntil?: string;
  at: string;
  entryId: string;
}

interface Entry extends Standing {
  id: string;
  source?: string;
  proof?: string;
  recordedBy: string;
}

const CHANNELS = ['EMAIL', 'PHONE', 'SMS', 'MAIL', 'ANY'];
const BASES = ['CONSENT', 'CONTRACT', 'LEGAL_OBLIGATION', 'VITAL_INTEREST', 'PUBLIC_INTEREST', 'LEGITIMATE_INTEREST'];
const COLOUR = { GIVEN: 'green', WITHDRAWN: 'red', EXPIRED: 'gray' };
const READ_ONLY = ['executive', 'data-steward'];

/** What a person allowed, for what and over which channel, and every word that was ever said of it. */
export function Consents({ personType, personId }: { personType: 'LEAD' | 'CONTACT'; personId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [writing, setWriting] = useState(false);
  const key = ['consents', personId];
  const { data, error } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<{ summary: Standing[]; items: Entry[] }>(`/consents${query({ personType, personId, limit: 100 })}`, signal) });
  const renew = () => { setWriting(false); void client.invalidateQueries({ queryKey: key }); };
  const failed = (fault: unknown) => notifications.show({ color: 'red', ...explain(fault) });
  const withdraw = useMutation({ mutationFn: (id: string) => post(`/consents/${id}/withdrawal`, {}), onSuccess: renew, onError: failed });
  if (error) {
    return <Alert color="yellow" title={explain(error).title}>{explain(error).message}</Alert>;
  }
  if (!data) {
    return <Skeleton height={100} />;
  }
  const writes = me?.roles.some((role) => !READ_ONLY.includes(role));
  return (
    <Stack gap="sm">
      {writes && <Button size="compact-sm" variant="default" w="fit-content" onClick={() => setWriting(true)}>{t('consent.record')}</Button>}
      {data.summary.length === 0 ? <Text size="sm" c="dimmed">{t('consent.none')}</Text> : (
        <Table>
          <Table.Thead><Table.Tr><Table.Th>{t('consent.purpose')}</Table.Th><Table.Th>{t('consent.channel')}</Table.Th><Table.Th>{t('consent.state')}</Table.Th><Table.Th /></Table.Tr></Table.Thead>
          <Table.Tbody>
            {data.summary.map((each) => (
              <Table.Tr key={each.entryId}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{each.purpose}<Text size="xs" c="dimmed">{word(each.basis, 'value')}</Text></Table.Td>
                <Table.Td>{word(each.channel, 'value')}</Table.Td>
                <Table.Td><Badge variant="light" color={COLOUR[each.state]} tt="none">{word(each.state, 'value')}</Badge><Text size="xs" c="dimmed">{each.validUntil ? t('consent.until', { day: date(each.validUntil) }) : moment(each.at)}</Text></Table.Td>
                <Table.Td>{writes && each.state === 'GIVEN' && <Button size="compact-xs" variant="default" loading={withdraw.isPending && withdraw.variables === each.entryId} onClick={() => withdraw.mutate(each.entryId)}>{t('consent.withdraw')}</Button>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {data.items.length > 0 && (
        <section>
          <Title order={3} size="h6" mb={4}>{t('consent.ledger')}</Title>
          {data.items.map((entry) => (
            <Group key={entry.id} gap={6} wrap="nowrap" align="flex-start" mb={6}>
              <div style={{ minWidth: 0 }}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{word(entry.state, 'value')}: {entry.purpose}, {word(entry.channel, 'value')}{entry.proof ? ` – ${entry.proof}` : ''}</Text>
                <Text size="xs" c="dimmed">{moment(entry.at)} · <Person login={entry.recordedBy} />{entry.source ? ` · ${entry.source}` : ''}</Text>
              </div>
            </Group>
          ))}
        </section>
      )}
      {writing && <Record personType={personType} personId={personId} onClose={() => setWriting(false)} onDone={renew} onFail={failed} />}
    </Stack>
  );
}

function Record({ personType, personId, onClose, onDone, onFail }: { personType: string; personId: string; onClose: () => void; onDone: () => void; onFail: (fault: unknown) => void }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState({ purpose: '', channel: 'EMAIL', basis: 'CONSENT', source: '', proof: '', validUntil: '' });
  const put = (more: Partial<typeof said>) => setSaid((before) => ({ ...before, ...more }));
  const record = useMutation({
    mutationFn: () => post('/consents', { personType, personId, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value)), ...(said.validUntil ? { validUntil: `${said.validUntil}T23:59:59Z` } : {}) }),
    onSuccess: onDone,
    onError: onFail,
  });
  return (
    <Modal opened onClose={onClose} title={t('consent.record')}>
      <form onSubmit={(event) => { event.preventDefault(); record.mutate(); }}>
        <Stack gap="sm">
          <TextInput label={t('consent.purpose')} value={said.purpose} onChange={(event) => put({ purpose: event.currentTarget.value })} required maxLength={60} placeholder="newsletter" data-autofocus />
          <Select label={t('consent.channel')} data={CHANNELS.map((value) => ({ value, label: word(value, 'value') }))} value={said.channel} onChange={(value) => put({ channel: value ?? 'EMAIL' })} allowDeselect={false} />
          <Select label={t('consent.basis')} data={BASES.map((value) => ({ value, label: word(value, 'value') }))} value={said.basis} onChange={(value) => put({ basis: value ?? 'CONSENT' })} allowDeselect={false} />
          <TextInput label={t('consent.source')} value={said.source} onChange={(event) => put({ source: event.currentTarget.value })} maxLength={200} />
          <Textarea label={t('consent.proof')} value={said.proof} onChange={(event) => put({ proof: event.currentTarget.value })} maxLength={4000} autosize minRows={2} />
          <TextInput type="date" label={t('consent.validUntil')} value={said.validUntil} onChange={(event) => put({ validUntil: event.currentTarget.value })} />
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={record.isPending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
