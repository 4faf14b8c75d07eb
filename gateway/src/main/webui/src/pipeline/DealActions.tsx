import { Button, Group, Menu, Modal, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBell, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { useActions } from '../app/actions';
import { explain } from '../app/explain';
import { said, word } from '../language/language';
import { kinds } from '../records/kinds';
import { took } from '../records/stored';
import type { Store } from '../records/useStore';
import { usePerson } from '../records/titles';
import { Ask, wanted, type Said, type Wanted } from './Ask';
import { moveDeal } from './moveDeal';
import { undoMove } from './undoMove';

const MANAGERS = ['sales-manager', 'crm-admin'];

interface Stage {
  id: string;
  name: string;
  probability: number;
}

const nameOf = (stage: Stage) => said(stage.name);

/** What is done with a deal on its page: it is moved on, and its owner is asked how it goes on; a closed one is opened again by those who manage. */
export function DealActions({ deal, changes, store }: { deal: Json; changes: boolean; store: Store }) {
  const { data: me } = useMe();
  if (deal.archivedAt) {
    return null;
  }
  const manages = MANAGERS.some((role) => me?.roles.includes(role));
  const nudges = manages && deal.owner && deal.owner !== me?.login && !deal.closedAt;
  return (
    <>
      {nudges && <Nudge deal={deal} />}
      {changes && (manages || !deal.closedAt) && <MoveStage deal={deal} store={store} />}
    </>
  );
}

/** The stages of the deal's pipeline; what a move asks for is asked when it is made, as on the board. */
export function MoveStage({ deal, store }: { deal: Json; store: Store }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const pipelines = useQuery({ queryKey: ['pipelines'], queryFn: ({ signal }) => read<Page>('/pipelines', signal), staleTime: 60_000 });
  const stages = (pipelines.data?.items.find((each) => each.id === deal.pipelineId)?.stages ?? []) as Stage[];
  const [asked, setAsked] = useState<{ to: Stage; wants: Wanted }>();
  const [busy, setBusy] = useState(false);
  const move = async (to: Stage, said: Said = { told: {}, fields: {} }) => {
    const refused = (refusal: Parameters<typeof wanted>[0]) => {
      const wants = wanted(refusal);
      if (wants) {
        setAsked({ to, wants });
      } else {
        notifications.show({ color: 'red', ...explain(refusal) });
      }
    };
    setBusy(true);
    const refusal = await store({ stageName: to.name, ...said.fields }, {
      shown: { stageName: to.name },
      refused,
      // whoever lets another's stage stand still stores what they told of the deal
      send: ({ stageName, ...fields }, version) => (stageName
        ? moveDeal(deal.id, to.id, { told: said.told, fields }, version, (patched) => client.setQueryData(['record', 'opportunities', deal.id], patched))
        : patch(`/opportunities/${deal.id}`, fields, version)),
    }).finally(() => setBusy(false));
    if (refusal) {
      refused(refusal);
      return;
    }
    setAsked(undefined);
    const there = client.getQueryData<Json>(['record', 'opportunities', deal.id]);
    if (there) {
      undoMove(deal, there, (moved) => { took(client, kinds.opportunities!, String(deal.id), moved); void client.invalidateQueries({ queryKey: ['board'] }); });
    }
    void client.invalidateQueries({ queryKey: ['board'] });
    // a win makes what was promised binding, and a loss ends it
    void client.invalidateQueries({ queryKey: ['list', 'commitments'] });
  };
  useActions(stages.filter((stage) => stage.name !== deal.stageName).map((stage) => ({ label: t('deal.moveTo', { stage: nameOf(stage) }), run: () => void move(stage) })));
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><Button size="sm" loading={busy && !asked} disabled={stages.length === 0} rightSection={<IconChevronDown size={16} />}>{t('deal.move')}</Button></Menu.Target>
        <Menu.Dropdown>
          {stages.map((stage) => {
            const here = stage.name === deal.stageName;
            return <Menu.Item key={stage.id} disabled={here} leftSection={here ? <IconCheck size={14} /> : <span style={{ width: 14 }} />} onClick={() => void move(stage)}>{said(stage.name)}</Menu.Item>;
          })}
        </Menu.Dropdown>
      </Menu>
      {asked && <Ask key={`${asked.to.id}-${asked.wants.unmet.map(({ words }) => words).join()}`} card={deal} stage={said(asked.to.name)} wants={asked.wants} busy={busy} opens={false} onClose={() => setAsked(undefined)} onSay={(said) => void move(asked.to, said)} />}
    </>
  );
}

/** Asks the owner how it goes on, with a word if there is one. */
function Nudge({ deal }: { deal: Json }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const owner = usePerson(String(deal.owner));
  const nudge = useMutation({
    mutationFn: () => post(`/opportunities/${deal.id}/nudge`, note.trim() ? { note: note.trim() } : {}),
    onSuccess: () => {
      setAsking(false);
      setNote('');
      notifications.show({ message: t('board.nudged', { owner }) });
      void client.invalidateQueries({ queryKey: ['list', 'activities'] });
    },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  useActions([{ label: t('deal.nudge'), run: () => setAsking(true) }]);
  return (
    <>
      <Button size="sm" variant="default" leftSection={<IconBell size={16} />} onClick={() => setAsking(true)}>{t('deal.nudge')}</Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('board.nudge', { owner, name: String(deal.name) })}>
        <form onSubmit={(event) => { event.preventDefault(); nudge.mutate(); }}>
          <Stack gap="sm">
            <Textarea label={word('note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} maxLength={4000} data-autofocus />
            <Group justify="flex-end"><Button variant="default" onClick={() => setAsking(false)}>{t('cancel')}</Button><Button type="submit" loading={nudge.isPending}>{t('deal.nudge')}</Button></Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
