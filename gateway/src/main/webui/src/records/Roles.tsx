import { ActionIcon, Alert, Autocomplete, Badge, Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconStar, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { put, query, read, type Json, type Page, type Refusal } from '../api/client';
import { explain } from '../app/explain';
import { said, word } from '../language/language';
import { ReferenceInput } from './Editor';
import { kinds } from './kinds';
import { inRole, LINKS, MOST_ROLES, spokenRoles, storedRole, type Linked, type Links } from './linked';
import type { Store } from './useStore';
import { Reference } from './value';

interface Shown {
  record: Json;
  changes: boolean;
  store: Store;
}

/** Who has a say in a deal, or which accounts somebody has to do with: the main one first, then the others with their roles. */
export function Roles({ member, record, changes, store }: Shown & { member: keyof typeof LINKS }) {
  const { t } = useTranslation();
  const links = LINKS[member];
  const [editing, setEditing] = useState(false);
  const linked = (record[member] as Linked[] | undefined) ?? [];
  const main = record[links.main] as string | undefined;
  const save = (wanted: Linked[]) => store({ [member]: wanted }, {
    send: (change, version) => put(`/${links.of}/${record.id}/${links.path}`, { [member]: change[member] }, version),
  });
  const title = t(`roles.${member}`);
  const others = [...new Set(linked.map((each) => String(each[links.reference])))].filter((id) => id !== main);
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb="xs"><Title order={3} size="h6">{title}</Title>{changes && <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>{t('roles.change')}</Button>}</Group>
      {!main && others.length === 0 ? <Text size="sm" c="dimmed">{t('record.none')}</Text> : (
        <Stack gap={4}>
          {[...(main ? [main] : []), ...others].map((id) => (
            <Group key={id} gap="xs" wrap="nowrap" justify="space-between">
              <Group gap="xs" style={{ minWidth: 0 }}>
                <Reference collection={links.collection} id={id} />
                {id === main && <Badge variant="light" tt="none" miw="max-content">{word(links.main)}</Badge>}
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{inRole(record, member, id)}</Text>
              </Group>
              {changes && links.chooses && id !== main && <ActionIcon variant="subtle" color="gray" onClick={() => void store({ [links.main]: id })} aria-label={t('roles.makeMain')} title={t('roles.makeMain')}><IconStar size={16} /></ActionIcon>}
            </Group>
          ))}
        </Stack>
      )}
      {editing && <RolesDialog links={links} record={record} start={linked} onSave={save} onClose={() => setEditing(false)} />}
    </section>
  );
}

interface Dialog {
  links: Links;
  record: Json;
  start: Linked[];
  onSave: (wanted: Linked[]) => Promise<Refusal | undefined>;
  onClose: () => void;
}

export function RolesDialog({ links, record, start, onSave, onClose }: Dialog) {
  const { t } = useTranslation();
  const [rows, setRows] = useState(() => start.map((each) => ({ id: each[links.reference] as string | null, role: each.role ? said(each.role) : '' })));
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const add = (id: string | null) => setRows((before) => [...before, { id, role: '' }]);
  const change = (index: number, part: Partial<(typeof rows)[number]>) => setRows((before) => before.map((each, i) => (i === index ? { ...each, ...part } : each)));
  const at = (index: number, ...members: string[]) => refusal?.errors.find((error) => members.some((member) => error.pointer === `/${links.member}/${index}${member}`))?.detail;
  const full = rows.length >= MOST_ROLES;
  const save = async () => {
    setBusy(true);
    const refused = await onSave(rows.map(({ id, role }) => ({ [links.reference]: id!, ...(role.trim() ? { role: storedRole(links, role) } : {}) }))).finally(() => setBusy(false));
    setRefusal(refused);
    if (!refused) {
      onClose();
    }
  };
  const named = word(links.reference);
  return (
    <Modal opened onClose={onClose} title={t(`roles.${links.member}`)} size="lg">
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Stack gap="sm">
          {refusal && !refusal.errors.some((error) => error.pointer.startsWith(`/${links.member}/`)) && <Alert color="red" title={explain(refusal).title}>{explain(refusal).message}</Alert>}
          {rows.length === 0 && <Text size="sm" c="dimmed">{t('roles.nobodyYet')}</Text>}
          {rows.map((row, index) => (
            <Group key={index} align="flex-start" gap="xs" wrap="nowrap" role="group" aria-label={`${named} ${index + 1}`}>
              <ReferenceInput label={named} collection={links.collection} value={row.id} onChange={(id) => change(index, { id: id as string | null })} error={at(index, '', `/${links.reference}`)} flex={1} />
              <Autocomplete label={word('role')} data={spokenRoles(links)} value={row.role} onChange={(role) => change(index, { role })} maxLength={120} error={at(index, '/role')} flex={1} />
              <ActionIcon variant="default" mt={26} size={32} onClick={() => setRows((before) => before.filter((_, i) => i !== index))} aria-label={t('roles.remove', { place: index + 1 })}><IconTrash size={16} /></ActionIcon>
            </Group>
          ))}
          <Group gap="xs">
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={full} onClick={() => add(null)}>{t('roles.add')}</Button>
            {links.member === 'contactRoles' && Boolean(record.accountId) && <OfTheAccount account={String(record.accountId)} without={rows.map((row) => row.id)} disabled={full} onChoose={add} />}
          </Group>
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" disabled={rows.some((row) => !row.id)} loading={busy}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Those whom one most likely means: the people of the deal's account. */
function OfTheAccount({ account, without, disabled, onChoose }: { account: string; without: (string | null)[]; disabled: boolean; onChoose: (id: string) => void }) {
  const filter = `linkedAccounts==${account}`;
  const { data } = useQuery({ queryKey: ['list', 'contacts', 'of', filter], queryFn: ({ signal }) => read<Page>(`/contacts${query({ filter, limit: 10 })}`, signal) });
  return <>{data?.items.filter((contact) => !without.includes(String(contact.id))).map((contact) => (
    <Button key={String(contact.id)} variant="light" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={disabled} onClick={() => onChoose(String(contact.id))}>{kinds.contacts!.title(contact)}</Button>
  ))}</>;
}
