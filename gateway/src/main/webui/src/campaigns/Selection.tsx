import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, type Json } from '../api/client';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { word } from '../language/language';
import { FilterBuilder } from '../records/FilterBuilder';
import { kinds } from '../records/kinds';

interface Found {
  matched: number;
  added: number;
  alreadyMembers: number;
  sample: Json[];
}

/** Adds everybody that a filter fits; first it says how many that are and names some of them. */
export function Selection({ campaign, onAdded }: { campaign: string; onAdded: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [entity, setEntity] = useState<'lead' | 'contact'>('lead');
  const [filter, setFilter] = useState('');
  const select = (dryRun: boolean) => post<Found>(`/campaigns/${campaign}/members/selection`, { entity, filter, dryRun });
  const look = useMutation({ mutationFn: () => select(true) });
  const add = useMutation({
    mutationFn: () => select(false),
    onSuccess: (found) => {
      notifications.show({ color: 'green', message: t('campaign.added', { added: number(found.added) }) });
      setOpen(false);
      look.reset();
      onAdded();
    },
  });
  const wanted = (next: string) => { setFilter(next); look.reset(); };
  const fault = look.error ?? add.error;
  const kind = kinds[entity === 'lead' ? 'leads' : 'contacts']!;
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpen(true)}>{t('campaign.select')}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('campaign.select')} size="lg">
        <Stack>
          <SegmentedControl value={entity} onChange={(next) => { setEntity(next as 'lead' | 'contact'); wanted(''); }} data={[{ value: 'lead', label: word('leads', 'kind') }, { value: 'contact', label: word('contacts', 'kind') }]} />
          <FilterBuilder key={entity} kind={kind} value={filter} onApply={wanted} />
          {filter && <Group><Button size="sm" variant="default" loading={look.isPending} onClick={() => look.mutate()}>{t('campaign.look')}</Button></Group>}
          {fault && <Alert color="red" title={explain(fault).title}>{explain(fault).message}</Alert>}
          {look.data && (
            <>
              <Text size="sm">{t('campaign.found', { matched: number(look.data.matched), already: number(look.data.alreadyMembers) })}</Text>
              <Text size="sm" c="dimmed">{look.data.sample.map((person) => [person.firstName, person.lastName, person.company && `(${person.company})`].filter(Boolean).join(' ')).join(', ')}</Text>
              <Group justify="flex-end"><Button loading={add.isPending} disabled={look.data.matched === look.data.alreadyMembers} onClick={() => add.mutate()}>{t('campaign.add', { count: look.data.matched - look.data.alreadyMembers })}</Button></Group>
            </>
          )}
        </Stack>
      </Modal>
    </>
  );
}
