import { Alert, Badge, Button, Group, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read } from '../api/client';
import { useMe } from '../api/me';
import { explain } from '../app/explain';
import { word } from '../language/language';
import { teamName } from '../people/names';
import { usePerson } from './titles';

type Scope = 'NONE' | 'OWN' | 'TEAM' | 'ALL';

interface Verdict {
  allowed: boolean;
  scope: Scope;
  role?: string;
}

interface Explanation {
  user: { login: string; teams: string[] };
  read: Verdict;
  change: Verdict;
  rights: { role: string; read: Scope; change: Scope }[];
  maskedFields: string[];
}

/** Who takes care of the rules may ask about everybody. */
const KEEPERS = ['crm-admin', 'data-steward', 'compliance-officer'];

/** Which rule lets me see and change a record, or somebody else whom I ask about. */
export function Access({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [draft, setDraft] = useState('');
  const [user, setUser] = useState('');
  const { data, error } = useQuery({
    queryKey: ['access', id, user],
    queryFn: ({ signal }) => read<Explanation>(`/access/explanation${query({ record: id, user: user || undefined })}`, signal),
    retry: false,
  });
  return (
    <Stack gap="sm">
      {me?.roles.some((role) => KEEPERS.includes(role)) && (
        <form onSubmit={(event) => { event.preventDefault(); setUser(draft.trim()); }}>
          <Group gap="xs" align="end"><TextInput size="xs" label={t('access.about')} placeholder={me.login} value={draft} onChange={(event) => setDraft(event.currentTarget.value)} /><Button size="xs" type="submit" variant="default">{t('access.ask')}</Button></Group>
        </form>
      )}
      {error ? <Alert color="red" title={explain(error).title}>{explain(error).message}</Alert> : !data ? <Skeleton height={80} /> : <Answer of={data} />}
    </Stack>
  );
}

function Answer({ of }: { of: Explanation }) {
  const { t } = useTranslation();
  const who = usePerson(of.user.login);
  return (
    <>
      {(['read', 'change'] as const).map((act) => (
        <Group key={act} gap="xs" wrap="nowrap" align="flex-start">
          <Badge variant="light" color={of[act].allowed ? 'green' : 'gray'} style={{ flexShrink: 0 }}>{t(`access.${act}.${of[act].allowed ? 'yes' : 'no'}`)}</Badge>
          <Text size="sm">{of[act].role ? t(`access.${of[act].allowed ? 'because' : 'but'}`, { who, role: word(of[act].role, 'value'), scope: t(`access.scope.${of[act].scope}`) }) : t('access.never', { who })}</Text>
        </Group>
      ))}
      {of.maskedFields.length > 0 && <Text size="sm">{t('access.masked', { fields: of.maskedFields.map((field) => word(field)).join(', ') })}</Text>}
      {of.rights.length > 0 && (
        <Table fz="sm">
          <Table.Thead><Table.Tr><Table.Th>{t('access.role')}</Table.Th><Table.Th>{t('access.sees')}</Table.Th><Table.Th>{t('access.changes')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{of.rights.map((right) => <Table.Tr key={right.role}><Table.Td>{word(right.role, 'value')}</Table.Td><Table.Td>{t(`access.scope.${right.read}`)}</Table.Td><Table.Td>{t(`access.scope.${right.change}`)}</Table.Td></Table.Tr>)}</Table.Tbody>
        </Table>
      )}
      {of.user.teams.length > 0 && <Text size="xs" c="dimmed">{t('access.teams', { teams: of.user.teams.map(teamName).join(', ') })}</Text>}
    </>
  );
}
