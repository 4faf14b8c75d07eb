import { Alert, Badge, Button, CloseButton, Group, Modal, SegmentedControl, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { word } from '../language/language';
import { ReferenceInput } from '../records/Editor';
import { useTitle } from '../records/titles';

type Collection = 'leads' | 'contacts';

/** Adds people to a campaign one by one: each is found by their name. */
export function AddPeople({ campaign, statuses, onAdded }: { campaign: string; statuses: string[]; onAdded: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [collection, setCollection] = useState<Collection>('leads');
  const [people, setPeople] = useState<{ collection: Collection; id: string }[]>([]);
  const [status, setStatus] = useState('TARGETED');
  const ids = (of: Collection) => people.filter((each) => each.collection === of).map((each) => each.id);
  const add = useMutation({
    mutationFn: () => post<{ added: number; alreadyMembers: number }>(`/campaigns/${campaign}/members`, { leadIds: ids('leads'), contactIds: ids('contacts'), status }),
    onSuccess: ({ added, alreadyMembers }) => {
      notifications.show({ color: added > 0 ? 'green' : 'yellow', message: t('campaign.addedByHand', { added: number(added), already: number(alreadyMembers) }) });
      setOpen(false);
      setPeople([]);
      onAdded();
    },
  });
  const take = (id: unknown) => {
    if (typeof id === 'string' && !people.some((each) => each.id === id)) {
      setPeople([...people, { collection, id }]);
    }
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>{t('campaign.byHand')}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('campaign.byHand')}>
        <form onSubmit={(event) => { event.preventDefault(); if (people.length > 0) { add.mutate(); } }}>
          <Stack gap="sm">
            <SegmentedControl value={collection} onChange={(next) => setCollection(next as Collection)} data={(['leads', 'contacts'] as const).map((each) => ({ value: each, label: word(each, 'kind') }))} aria-label={t('campaign.who')} />
            <ReferenceInput key={`${collection} ${people.length}`} label={t('campaign.search')} collection={collection} value={null} onChange={take} />
            {people.length > 0 && <Group gap={6} role="list" aria-label={t('campaign.chosen')}>{people.map((each) => <Person key={each.id} {...each} onRemove={() => setPeople(people.filter(({ id }) => id !== each.id))} />)}</Group>}
            <Select label={word('status')} data={statuses.map((each) => ({ value: each, label: word(each, 'value') }))} value={status} onChange={(next) => setStatus(next ?? 'TARGETED')} allowDeselect={false} />
            {add.error && <Alert color="red" title={explain(add.error).title}>{explain(add.error).message}</Alert>}
            <Group justify="flex-end"><Button variant="default" onClick={() => setOpen(false)}>{t('cancel')}</Button><Button type="submit" disabled={people.length === 0} loading={add.isPending}>{t('campaign.add', { count: people.length })}</Button></Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

function Person({ collection, id, onRemove }: { collection: Collection; id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const title = useTitle(collection, id) ?? '…';
  return <Badge role="listitem" variant="default" tt="none" size="lg" maw="100%" rightSection={<CloseButton size="xs" onClick={onRemove} aria-label={t('campaign.without', { name: title })} />}>{title}</Badge>;
}
