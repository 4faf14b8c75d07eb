import { Alert, Anchor, Badge, Button, Checkbox, FileButton, Group, ScrollArea, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, patch, query, read, type Json, type Page } from '../api/client';
import type { components } from '../api/generated/campaigns';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { number } from '../language/format';
import { word } from '../language/language';
import { kinds, mayChange } from '../records/kinds';
import { useTitle } from '../records/titles';
import { Reference } from '../records/value';
import { AddPeople } from './AddPeople';
import { RemoveMembers } from './RemoveMembers';
import { Selection } from './Selection';

/** All that the API knows, and no other: the type check sees to it. */
const STATUSES = Object.keys({
  TARGETED: 1, SENT: 1, DELIVERED: 1, OPENED: 1, CLICKED: 1, RESPONDED: 1, REGISTERED: 1, ATTENDED: 1, NO_SHOW: 1, CONVERTED: 1, BOUNCED: 1, OPTED_OUT: 1, SUPPRESSED: 1,
} satisfies Record<components['schemas']['MemberStatus'], 1>);
const PAGE = 50;

/** Who is addressed by a campaign, how far each of them came, and four ways to add more: by hand, by a filter, by a file, by what people do. */
export function Members({ campaign }: { campaign: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [status, setStatus] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const path = `/campaigns/${campaign}/members`;
  const key = ['members', campaign];
  const filter = status ? `status==${status}` : undefined;
  const summary = useQuery({ queryKey: [...key, 'summary'], queryFn: ({ signal }) => read<{ items: Json[] }>(`${path}/summary${query({ groupBy: 'status', measures: 'count' })}`, signal) });
  const list = useInfiniteQuery({
    queryKey: [...key, status ?? ''],
    queryFn: ({ pageParam, signal }) => read<Page>(`${path}${query({ filter, limit: PAGE, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const changes = mayChange(kinds.campaigns!, me?.roles);
  const again = () => void client.invalidateQueries({ queryKey: key });
  const members = list.data?.pages.flatMap((page) => page.items);
  const selected = members?.filter((member) => chosen.has(String(member.id))) ?? [];
  const choose = (ids: string[], on: boolean) => setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));

  const importFile = async (file: File | null) => {
    if (!file) {
      return;
    }
    try {
      const answer = await call(`${path}/imports`, { method: 'POST', body: file, headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': crypto.randomUUID() } });
      const report = (await answer.json()) as Json;
      notifications.show({
        color: Number(report.failed) > 0 ? 'yellow' : 'green',
        message: <>{t('campaign.imported', { added: number(report.added), failed: number(report.failed) })}{Number(report.failed) > 0 && <> <Anchor size="sm" href={`/api/v1${path}/imports/${report.id}/errors`} download>{t('campaign.errors')}</Anchor></>}</>,
      });
      again();
    } catch (fault) {
      notifications.show({ color: 'red', ...explain(fault) });
    }
  };
  const come = async (member: Json, next: string) => {
    try {
      await patch(`${path}/${member.id}`, { status: next }, member.version);
    } catch (fault) {
      notifications.show({ color: 'red', ...explain(fault) });
    }
    again();
  };

  if (list.error) {
    return <Alert color="yellow" title={explain(list.error).title}>{explain(list.error).message}</Alert>;
  }
  return (
    <Stack gap="sm">
      <Group gap={6}>
        {summary.data?.items.map((each) => (
          <Badge key={String(each.status)} component="button" variant={status === each.status ? 'filled' : 'default'} tt="none" style={{ cursor: 'pointer' }} aria-pressed={status === each.status}
            onClick={() => setStatus(status === each.status ? undefined : String(each.status))}>{word(String(each.status), 'value')} {number(each.count)}</Badge>
        ))}
      </Group>
      <Group gap="xs">
        {changes && <Selection campaign={campaign} onAdded={again} />}
        {changes && <AddPeople campaign={campaign} statuses={STATUSES} onAdded={again} />}
        {changes && <FileButton accept="text/csv,.csv" onChange={(file) => void importFile(file)}>{(button) => <Button size="compact-sm" variant="default" {...button}>{t('campaign.file')}</Button>}</FileButton>}
        <Anchor size="sm" href={`/api/v1${path}/export${query({ format: 'csv', filter })}`} download={`members.csv`}>{t('list.export')}</Anchor>
      </Group>
      {selected.length > 0 && <RemoveMembers campaign={campaign} selected={selected} onDone={() => { setChosen(new Set()); again(); }} onBack={again} />}
      {!members ? <Skeleton height={80} /> : members.length === 0 ? <Text size="sm" c="dimmed">{t('campaign.nobody')}</Text> : (
        <ScrollArea>
          <Table>
            <Table.Thead><Table.Tr>{changes && <Table.Th w={36}><Checkbox size="xs" aria-label={t('campaign.everybody')} checked={selected.length === members.length} indeterminate={selected.length > 0 && selected.length < members.length} onChange={(event) => choose(members.map(({ id }) => String(id)), event.currentTarget.checked)} /></Table.Th>}<Table.Th>{t('campaign.who')}</Table.Th><Table.Th>{word('status')}</Table.Th><Table.Th visibleFrom="xs">{word('origin')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {members.map((member) => (
                <Table.Tr key={String(member.id)}>
                  {changes && <Table.Td><Choose member={member} chosen={chosen.has(String(member.id))} onChoose={(on) => choose([String(member.id)], on)} /></Table.Td>}
                  <Table.Td>{member.contactId ? <Reference collection="contacts" id={String(member.contactId)} /> : <Reference collection="leads" id={String(member.leadId)} />}</Table.Td>
                  <Table.Td>{changes ? <Select size="xs" w={150} allowDeselect={false} aria-label={word('status')} data={STATUSES.map((each) => ({ value: each, label: word(each, 'value') }))} value={String(member.status)} onChange={(next) => next && void come(member, next)} /> : word(String(member.status), 'value')}</Table.Td>
                  <Table.Td visibleFrom="xs">{word(String(member.origin), 'value')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
      {list.hasNextPage && <Button size="compact-sm" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('campaign.more')}</Button>}
    </Stack>
  );
}

function Choose({ member, chosen, onChoose }: { member: Json; chosen: boolean; onChoose: (on: boolean) => void }) {
  const { t } = useTranslation();
  const name = useTitle(member.contactId ? 'contacts' : 'leads', String(member.contactId ?? member.leadId)) ?? '…';
  return <Checkbox size="xs" aria-label={t('campaign.choose', { name })} checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} />;
}
