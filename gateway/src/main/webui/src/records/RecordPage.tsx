import { ActionIcon, Alert, Anchor, Box, Button, Group, Menu, Paper, SimpleGrid, Skeleton, Stack, Tabs, Text, Title } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconArchive, IconArchiveOff, IconChevronDown, IconChevronUp, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me';
import { archive, post, Refusal, type Json } from '../api/client';
import { canBeAbout } from '../activities/about';
import { RelatedActivities } from '../activities/RelatedActivities';
import { useActions } from '../app/actions';
import { explain, inWords } from '../app/explain';
import { TabRow } from '../app/TabRow';
import { undoable } from '../app/undo';
import { LeadActions } from '../leads/LeadActions';
import { ago } from '../language/format';
import { said, word } from '../language/language';
import { Conversation } from '../cases/Conversation';
import { Customer } from '../cases/Customer';
import { Health } from '../cases/Health';
import { Consents } from '../consents/Consents';
import { Members } from '../campaigns/Members';
import { Return } from '../campaigns/Return';
import { Touches } from '../campaigns/Touches';
import { LineItems } from '../offer/LineItems';
import { DealActions } from '../pipeline/DealActions';
import { RecordQuality } from '../governance/RecordQuality';
import { Promises } from '../promises/Promises';
import { Access } from './Access';
import { Acts } from './Acts';
import { actsOf } from './actsOf';
import { ConflictDialog } from './ConflictDialog';
import { Editor } from './Editor';
import { Follow } from './Follow';
import { History } from './History';
import { fieldOf, mayChange, type Field, type Kind } from './kinds';
import { useKind } from './ownFields';
import classes from './RecordPage.module.css';
import { recordQuery } from './recordQuery';
import { hasRelated, Related } from './Related';
import { Roles } from './Roles';
import { Timeline } from './Timeline';
import { usePerson } from './titles';
import { useStore, type Store } from './useStore';
import { Status, told, Value } from './value';

/** So many facts stand above the tabs where there is no room for all fields beside them. */
const FACTS = 6;
const ALREADY_SAID = ['createdAt', 'owner', 'firstName', 'subject'];

/** One record: its fields in sections, each changed where it stands, and what happened with it. */
export function RecordPage({ kind: described, id }: { kind: Kind; id: string }) {
  const kind = useKind(described);
  const { t } = useTranslation();
  const { data: me } = useMe();
  const path = `/${kind.collection}/${id}`;
  const { data: record, error, isPending } = useQuery(recordQuery(kind, id));
  const { took, store, conflict, leave, resolve } = useStore(kind, id);
  const updatedBy = usePerson(String(record?.updatedBy ?? ''));
  const owner = usePerson(String(record?.owner ?? ''));
  const [editing, setEditing] = useState<string>();
  const beside = useMediaQuery('(min-width: 75em), print', true, { getInitialValueInEffect: false });
  const [all, setAll] = useState(false);
  async function toArchive(seen: Json) {
    try {
      const archived = await archive(path, seen.version);
      took(archived);
      undoable(t('record.archived'), () => post(`${path}/restoration`, {}).then(took));
    } catch (fault) {
      notifications.show({ color: 'red', ...explain(fault) });
    }
  }
  const changes = mayChange(kind, me?.roles);
  const editFirst = () => setEditing(kind.sections[0]?.fields.find((name) => fieldOf(kind, name)?.editable));
  useHotkeys([['e', () => changes && editFirst()]]);
  useActions(!record || !changes || record.archivedAt ? [] : [
    ...kind.sections.flatMap((section) => section.fields).filter((name) => fieldOf(kind, name)?.editable).map((name) => ({ label: t('record.edit', { field: word(name) }), run: () => setEditing(name) })),
    { label: t('list.archive'), run: () => void toArchive(record) },
  ]);

  if (isPending) {
    return <Awaited beside={beside} />;
  }
  if (!record) {
    return <Alert color={error instanceof Refusal && error.status === 404 ? 'yellow' : 'red'} title={explain(error).title}>{explain(error).message} <Anchor component={Link} to={`/${kind.collection}`}>{t('record.back')}</Anchor></Alert>;
  }

  const subtitle = kind.subtitle?.(record);
  const person = kind.collection === 'leads' ? 'LEAD' : kind.collection === 'contacts' ? 'CONTACT' : undefined;
  const fields = (
    <Stack gap="md">
      {kind.sections.map((section) => (
        <Paper key={section.title} withBorder p="md" component="section" aria-label={word(section.title, 'section')}>
          <Title order={2} size="h6" mb="xs">{word(section.title, 'section')}</Title>
          <div className={classes.fields}>
            {section.fields.map((name) => <FieldLine key={name} field={fieldOf(kind, name)!} record={record} changes={changes} store={store} editing={editing === name} onEdit={(on) => setEditing(on ? name : undefined)} />)}
          </div>
        </Paper>
      ))}
    </Stack>
  );
  const customer = kind.collection === 'accounts' ? id : kind.collection === 'cases' && record.accountId ? String(record.accountId) : undefined;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md" style={{ flexWrap: 'wrap' }}>
        <Box style={{ minWidth: 0 }}>
          <Anchor component={Link} to={`/${kind.collection}`} size="xs">{word(kind.collection, 'kind')}</Anchor>
          <Group gap="xs"><Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>{kind.title(record.owner ? { ...record, owner } : record)}</Title>{kind.status && record[kind.status] ? <Status value={record[kind.status]} /> : null}</Group>
          {subtitle && subtitle !== said(record[kind.status ?? '']) && <Text size="sm" c="dimmed">{subtitle}</Text>}
          <Text size="xs" c="dimmed">{t('record.changed', { when: ago(record.updatedAt), who: updatedBy })}{record.owner ? ` · ${t('record.ownedBy', { who: owner })}` : ''}</Text>
        </Box>
        <Group gap="xs">
          {kind.collection === 'leads' && <LeadActions lead={record} onChange={took} />}
          {kind.collection === 'opportunities' && <DealActions deal={record} changes={changes} store={store} />}
          {me && <Acts path={path} acts={actsOf(kind.collection, record, me.login, me.roles)} onDone={took} />}
          <Menu position="bottom-end">
            <Menu.Target><ActionIcon variant="default" size={36} aria-label={t('record.more')}><IconDots size={18} /></ActionIcon></Menu.Target>
            <Menu.Dropdown>
              <Follow kind={kind} id={id} />
              {changes && !record.archivedAt && <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => void toArchive(record)}>{t('list.archive')}</Menu.Item>}
              {changes && Boolean(record.archivedAt) && <Menu.Item leftSection={<IconArchiveOff size={16} />} onClick={() => void post(`${path}/restoration`, {}).then(took, (fault) => notifications.show({ color: 'red', ...explain(fault) }))}>{t('record.restore')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {record.archivedAt ? <Alert color="yellow">{t('record.isArchived')}</Alert> : null}
      {!beside && <Facts kind={kind} record={record} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: 'start' }}>
        {beside && fields}
        <Stack gap="md">
          <RecordQuality name={kind.name} id={id} version={record.version} />
          <Paper withBorder p="md">
            <Tabs defaultValue={kind.collection === 'cases' ? 'conversation' : kind.collection === 'campaigns' ? 'return' : canBeAbout(kind.name) ? 'activities' : 'history'} keepMounted={false}>
              <TabRow>
                {kind.collection === 'cases' && <Tabs.Tab value="conversation">{t('case.conversation')}</Tabs.Tab>}
                {kind.collection === 'campaigns' && <Tabs.Tab value="return">{t('campaign.return')}</Tabs.Tab>}
                {kind.collection === 'campaigns' && <Tabs.Tab value="members">{t('campaign.members')}</Tabs.Tab>}
                {kind.collection === 'campaigns' && <Tabs.Tab value="touches">{t('campaign.touches')}</Tabs.Tab>}
                {canBeAbout(kind.name) && <Tabs.Tab value="activities">{word('activities', 'kind')}</Tabs.Tab>}
                {['accounts', 'contacts', 'leads'].includes(kind.collection) && <Tabs.Tab value="timeline">{t('record.timeline')}</Tabs.Tab>}
                {customer && <Tabs.Tab value="health">{t('record.health')}</Tabs.Tab>}
                {kind.collection === 'opportunities' && <Tabs.Tab value="people">{t('roles.contactRoles')}</Tabs.Tab>}
                {kind.collection === 'contacts' && <Tabs.Tab value="accounts">{word('accounts', 'kind')}</Tabs.Tab>}
                {kind.collection === 'opportunities' && <Tabs.Tab value="offer">{word('lineItems')}</Tabs.Tab>}
                {['accounts', 'opportunities'].includes(kind.collection) && <Tabs.Tab value="promises">{word('commitments', 'kind')}</Tabs.Tab>}
                {kind.collection === 'cases' && customer && <Tabs.Tab value="customer">{t('case.customer')}</Tabs.Tab>}
                {hasRelated(kind) && <Tabs.Tab value="related">{t('record.related')}</Tabs.Tab>}
                {person && <Tabs.Tab value="consents">{t('consent.title')}</Tabs.Tab>}
                <Tabs.Tab value="history">{t('record.history')}</Tabs.Tab>
                <Tabs.Tab value="access">{t('access.title')}</Tabs.Tab>
              </TabRow>
              <Tabs.Panel value="conversation" pt="sm"><Conversation id={id} /></Tabs.Panel>
              <Tabs.Panel value="return" pt="sm"><Return campaign={id} /></Tabs.Panel>
              <Tabs.Panel value="members" pt="sm"><Members campaign={id} /></Tabs.Panel>
              <Tabs.Panel value="touches" pt="sm"><Touches campaign={id} /></Tabs.Panel>
              {customer && <Tabs.Panel value="health" pt="sm"><Health account={customer} /></Tabs.Panel>}
              {kind.collection === 'opportunities' && <Tabs.Panel value="offer" pt="sm"><LineItems deal={record} changes={changes} store={store} /></Tabs.Panel>}
              <Tabs.Panel value="people" pt="sm"><Roles member="contactRoles" record={record} changes={changes && !record.archivedAt} store={store} /></Tabs.Panel>
              <Tabs.Panel value="accounts" pt="sm"><Roles member="accountLinks" record={record} changes={changes && !record.archivedAt} store={store} /></Tabs.Panel>
              <Tabs.Panel value="promises" pt="sm"><Promises {...(kind.collection === 'accounts' ? { account: id } : { opportunity: id })} /></Tabs.Panel>
              {customer && <Tabs.Panel value="customer" pt="sm"><Customer caseId={id} account={customer} /></Tabs.Panel>}
              <Tabs.Panel value="activities" pt="sm"><RelatedActivities kind={kind} id={id} /></Tabs.Panel>
              <Tabs.Panel value="timeline" pt="sm"><Timeline kind={kind} id={id} /></Tabs.Panel>
              <Tabs.Panel value="related" pt="sm"><Related kind={kind} record={record} /></Tabs.Panel>
              {person && <Tabs.Panel value="consents" pt="sm"><Consents personType={person} personId={id} /></Tabs.Panel>}
              <Tabs.Panel value="history" pt="sm"><History kind={kind} id={id} /></Tabs.Panel>
              <Tabs.Panel value="access" pt="sm"><Access id={id} /></Tabs.Panel>
            </Tabs>
          </Paper>
        </Stack>
      </SimpleGrid>
      {!beside && <Button variant="default" rightSection={all || editing ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />} aria-expanded={all || Boolean(editing)} onClick={() => { setAll(!(all || editing)); setEditing(undefined); }}>{t('record.allFields')}</Button>}
      {!beside && (all || editing) && fields}
      {conflict && <ConflictDialog kind={kind} mine={conflict.mine} current={conflict.current} onClose={leave} onResolve={(change) => void resolve(change)} />}
    </Stack>
  );
}

/** A record that is still to come, in the shape it will have. */
function Awaited({ beside }: { beside: boolean }) {
  return (
    <Stack gap="md">
      <Stack gap={6}><Skeleton height={12} width={80} /><Skeleton height={26} width="min(320px, 80%)" /><Skeleton height={12} width="min(240px, 60%)" /></Stack>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        {beside && <Stack gap="md">{[5, 3, 4].map((lines, index) => <Lines key={index} lines={lines} />)}</Stack>}
        <Lines lines={3} />
      </SimpleGrid>
    </Stack>
  );
}

function Lines({ lines }: { lines: number }) {
  return (
    <Paper withBorder p="md">
      <Skeleton height={14} width={90} mb="md" />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="md">{Array.from({ length: 2 * lines }, (_, index) => <Stack key={index} gap={6}><Skeleton height={9} width={70} /><Skeleton height={12} width="60%" /></Stack>)}</SimpleGrid>
    </Paper>
  );
}

/** What one wants to know first, in a few lines; everything else is further down. */
function Facts({ kind, record }: { kind: Kind; record: Json }) {
  const known = kind.columns.slice(1)
    .filter((name) => name !== kind.status && !ALREADY_SAID.includes(name))
    .map((name) => fieldOf(kind, name)!)
    .filter((field) => told(record[field.name]))
    .slice(0, FACTS);
  return known.length === 0 ? null : (
    <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs" verticalSpacing={4}>
      {known.map((field) => (
        <Box key={field.name} style={{ minWidth: 0 }}>
          <Text size="xs" c="dimmed">{word(field.name)}</Text>
          <Box fz="sm" style={{ overflowWrap: 'anywhere' }}><Value field={field} record={record} /></Box>
        </Box>
      ))}
    </SimpleGrid>
  );
}

interface Line {
  field: Field;
  record: Json;
  changes: boolean;
  store: Store;
  editing: boolean;
  onEdit: (on: boolean) => void;
}

function FieldLine({ field, record, changes, store, editing, onEdit }: Line) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<unknown>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const label = word(field.name);
  const begin = () => { setDraft(record[field.name] ?? null); setRefused(undefined); onEdit(true); };
  const save = async () => {
    const before = record[field.name] ?? null;
    if (draft === undefined || JSON.stringify(draft) === JSON.stringify(before)) {
      onEdit(false);
      return;
    }
    setBusy(true);
    const refusal = await store({ [field.name]: draft }, { undo: t('list.changed', { field: label }) }).finally(() => setBusy(false));
    if (refusal) {
      setRefused(refusal.of(field.name) ?? inWords(refusal));
    } else {
      onEdit(false);
    }
  };
  if (editing) {
    return (
      <form onSubmit={(event) => { event.preventDefault(); void save(); }} onKeyDown={(event) => { if (event.key === 'Escape') { onEdit(false); } }}>
        <Editor field={field} value={draft === undefined ? record[field.name] : draft} onChange={setDraft} error={refused} autoFocus />
        <Group gap={6} mt={6}>
          <Button type="submit" size="compact-xs" loading={busy}>{t('save')}</Button>
          <Button size="compact-xs" variant="default" onClick={() => onEdit(false)}>{t('cancel')}</Button>
        </Group>
      </form>
    );
  }
  // plain elements: a page has sixty of them
  return (
    <div className={classes.field}>
      <div className={classes.label}>{label}</div>
      <div className={classes.line}>
        <div className={classes.value} onDoubleClick={field.editable && changes ? begin : undefined}>{told(record[field.name]) ? <Value field={field} record={record} /> : <span className={classes.nothing}>–</span>}</div>
        {field.editable && changes && <button type="button" className={classes.pencil} onClick={begin} aria-label={t('record.edit', { field: label })}><Pencil /></button>}
      </div>
    </div>
  );
}

const Pencil = () => <svg width={12} height={12} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" aria-hidden><path d="M4 20h4L18.5 9.5a2.8 2.8 0 1 0-4-4L4 16v4M13.5 6.5l4 4" /></svg>;
