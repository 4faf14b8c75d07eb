import { Alert, Button, Group, Modal, SimpleGrid, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, Refusal, type Json } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';
import { Editor } from './Editor';
import { fieldOf, type Kind } from './kinds';
import { closed } from './ownFields';

interface New {
  kind: Kind;
  opened: boolean;
  onClose: () => void;
  given?: Json;
}

/** Asks for what a new record needs. What looks like a record that is there is shown before a second one is made. */
export function NewRecord({ kind, opened, onClose, given = {} }: New) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Json>({});
  const [key, setKey] = useState(() => crypto.randomUUID());
  const record = { ...given, ...draft };
  const create = useMutation({
    mutationFn: (allowDuplicate: boolean) => post(`/${kind.collection}${allowDuplicate ? '?allowDuplicate=true' : ''}`, closed(Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))), key + (allowDuplicate ? '-again' : '')),
    onSuccess: (created) => {
      notifications.show({ message: t('record.created', { name: kind.title(created) }), color: 'green' });
      void client.invalidateQueries({ queryKey: ['list', kind.collection] });
      setDraft({});
      setKey(crypto.randomUUID());
      onClose();
      void navigate({ to: `/${kind.collection}/${created.id}` });
    },
    onError: () => setKey(crypto.randomUUID()),
  });
  const refusal = create.error instanceof Refusal ? create.error : undefined;
  const duplicate = refusal?.type.endsWith('duplicate-suspected');
  const candidates = (refusal?.body.candidates as Json[] | undefined) ?? [];
  return (
    <Modal opened={opened} onClose={onClose} title={t('record.new', { kind: word(kind.name, 'one') })} size="lg">
      <form onSubmit={(event) => { event.preventDefault(); create.mutate(false); }}>
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {kind.ask.map((name, index) => {
              const field = fieldOf(kind, name)!;
              return <Editor key={name} field={field} value={record[name]} required={kind.required.includes(name)} autoFocus={index === 0} error={refusal?.of(name)} onChange={(value) => setDraft((before) => ({ ...before, [name]: value }))} />;
            })}
          </SimpleGrid>
          {duplicate && (
            <Alert color="yellow" title={t('record.duplicate')}>
              {refusal!.detail}
              {candidates.map((candidate) => <div key={String(candidate.id)}><Link to={`/${kind.collection}/${candidate.id}`}>{[candidate.name, candidate.company, candidate.email].filter(Boolean).join(', ')}</Link></div>)}
            </Alert>
          )}
          {create.isError && !duplicate && <Alert color="red" title={explain(create.error).title}>{explain(create.error).message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
            {duplicate && <Button color="yellow" onClick={() => create.mutate(true)} loading={create.isPending}>{t('record.anyway')}</Button>}
            <Button type="submit" loading={create.isPending}>{t('record.create')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
