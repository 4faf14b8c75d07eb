import { ActionIcon, Badge, Box, Button, Group, Modal, MultiSelect, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archive, post, query, read } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { ROLES } from '../app/roles';
import { Sideways } from '../app/Sideways';
import { word } from '../language/language';
import type { Kind } from './kinds';
import { ALL } from './listSearch';
import { and } from './rsql';

/** What a list shows. */
export interface View {
  id?: string;
  filter?: string;
  q?: string;
  sort?: string;
  columns?: string[];
}

export interface SavedView extends View {
  id: string;
  version: number;
  name: string;
  audience: 'MINE' | 'TEAM' | 'EVERYONE';
  createdBy: string;
  /** Roles that begin with it. */
  defaultOf?: string[];
}

/** Lists in which somebody has chosen a view since the page was loaded: those do not begin anew with the default of their role. */
const chosen = new Set<string>();

/** Whether a list shows what a view says; columns may differ. */
export function isShown(view: View, shown: View): boolean {
  return (view.filter ?? '') === (shown.filter ?? '') && (view.q ?? '') === (shown.q ?? '') && (!view.sort || view.sort === shown.sort);
}

/** The lists that everybody has, and those that somebody saved: mine, my team's, everybody's. */
export function SavedViews({ kind, shown, view: named, untouched, onChoose }: { kind: Kind; shown: View & { columns: string[] }; view?: string | undefined; untouched: boolean; onChoose: (view: View) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [saving, setSaving] = useState(false);
  const key = ['saved-views', kind.collection];
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<{ items: SavedView[] }>(`/saved-views${query({ filter: `collection==${kind.collection}`, sort: 'name', limit: 100 })}`, signal), staleTime: 60_000 });
  const remove = useMutation({
    mutationFn: (view: SavedView) => archive(`/saved-views/${view.id}`, view.version),
    onSuccess: () => { onChoose({}); void client.invalidateQueries({ queryKey: key }); },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  const open = kind.open;
  const usual: (View & { name: string; filter: string })[] = [
    { id: ALL, name: t('list.all'), filter: '', ...(kind.beginsOpen ? { sort: `-${kind.sort}` } : {}) },
    { name: t('list.mine'), filter: 'owner==me' },
    { name: t('list.unowned'), filter: 'owner=null=true' },
    ...(open ? [{ name: t('list.open'), filter: open }, { name: t('list.myOpen'), filter: and('owner==me', open) }] : []),
    ...(kind.collection === 'leads' && open ? [{ name: t('list.best'), filter: and(open, 'score=null=false'), sort: '-score' }] : []),
    ...(kind.collection === 'cases' && open ? [{ name: t('list.soonest'), filter: and(open, 'resolveDueAt=null=false'), sort: 'resolveDueAt' }] : []),
  ];
  const saved = data?.items ?? [];
  const all = saved.filter((view) => isShown(view, shown));
  const usually = usual.find((view) => (shown.filter ?? '') === view.filter);
  const current = all.find((view) => view.id === named) ?? (usually ? undefined : all[0]);
  const usualFor = saved.find((view) => view.defaultOf?.some((role) => me?.roles.includes(role)));
  const began = useRef(false);
  useEffect(() => {
    if (data && me && !began.current) {
      began.current = true;
      if (usualFor && untouched && !chosen.has(kind.collection)) {
        onChoose(usualFor);
      }
    }
  }, [data, me, usualFor, untouched, kind.collection, onChoose]);
  const choose = (view: View) => { chosen.add(kind.collection); onChoose(view); };
  const chip = (key: string, name: string, on: boolean, choose: () => void, title?: string) => (
    <Badge key={key} component="button" tt="none" style={{ cursor: 'pointer', flexShrink: 0 }} size="lg" maw={260} variant={on ? 'filled' : 'default'} onClick={choose} aria-pressed={on} title={title}>{name}</Badge>
  );
  return (
    <Box mx={-4} mt={-4} mb={6} style={{ flexShrink: 0 }}><Sideways><Group gap={6} p={4} wrap="nowrap" w="max-content" miw="100%">
      {usual.map((view) => chip(view.name, view.name, !current && view === usually, () => choose(view)))}
      {saved.map((view) => chip(view.id, view.name, view === current, () => choose(view), view.defaultOf?.length ? t('view.isDefault', { roles: view.defaultOf.map((role) => word(role, 'value')).join(', ') }) : t(`view.of.${view.audience}`)))}
      <Tooltip label={t('view.save')}><ActionIcon variant="default" size={28} aria-label={t('view.save')} onClick={() => setSaving(true)}><IconBookmarkPlus size={16} /></ActionIcon></Tooltip>
      {current && me && (current.createdBy === me.login || (me.roles.includes('crm-admin') && current.audience === 'EVERYONE')) && (
        <Tooltip label={t('view.remove', { name: current.name })}><ActionIcon variant="default" size={28} aria-label={t('view.remove', { name: current.name })} loading={remove.isPending} onClick={() => remove.mutate(current)}><IconTrash size={16} /></ActionIcon></Tooltip>
      )}
      {saving && <Save kind={kind} shown={shown} team={me?.team} decides={Boolean(me?.roles.includes('crm-admin'))} onClose={() => setSaving(false)} onSaved={(view) => { setSaving(false); void client.invalidateQueries({ queryKey: key }); choose(view); }} />}
    </Group></Sideways></Box>
  );
}

function Save({ kind, shown, team, decides, onClose, onSaved }: { kind: Kind; shown: View; team: string | undefined; decides: boolean; onClose: () => void; onSaved: (view: View) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [audience, setAudience] = useState<string>('MINE');
  const [defaultOf, setDefaultOf] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: () => post<SavedView>('/saved-views', { name: name.trim(), collection: kind.collection, audience, ...(audience === 'EVERYONE' && defaultOf.length > 0 ? { defaultOf } : {}), ...Object.fromEntries(Object.entries(shown).filter(([, value]) => value && value.length > 0)) }),
    onSuccess: onSaved,
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return (
    <Modal opened onClose={onClose} title={t('view.save')}>
      <form onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Stack gap="sm">
          <TextInput label={t('view.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required maxLength={120} data-autofocus />
          <Select label={t('view.for')} value={audience} onChange={(next) => setAudience(next ?? 'MINE')} allowDeselect={false}
            data={['MINE', ...(team ? ['TEAM'] : []), 'EVERYONE'].map((each) => ({ value: each, label: t(`view.of.${each}`) }))} />
          {decides && audience === 'EVERYONE' && <MultiSelect label={t('view.defaultOf')} data={ROLES.map((role) => ({ value: role, label: word(role, 'value') }))} value={defaultOf} onChange={setDefaultOf} />}
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={save.isPending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
