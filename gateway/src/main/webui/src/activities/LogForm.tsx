import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';

const TYPES = ['CALL', 'NOTE', 'EMAIL', 'TASK'] as const;

interface Log {
  about?: { type: string; id: string } | undefined;
  autoFocus?: boolean;
  onDone?: () => void;
}

/** A call, note or task in one line: type, Enter, done. What was typed stays when it could not be stored. */
export function LogForm({ about, autoFocus, onDone }: Log) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [type, setType] = useState<(typeof TYPES)[number]>('CALL');
  const [subject, setSubject] = useState('');
  const [due, setDue] = useState('');
  const log = useMutation({
    mutationFn: (key: string) => post('/activities', {
      type, subject, ...(about ? { relatedTo: [about] } : {}), ...(type === 'CALL' || type === 'EMAIL' ? { direction: 'OUTBOUND' } : {}),
      ...(type === 'TASK' && due ? { dueAt: new Date(due).toISOString() } : {}),
    }, key),
    onSuccess: () => {
      setSubject('');
      setDue('');
      void client.invalidateQueries({ queryKey: ['list', 'activities'] });
      notifications.show({ message: t('activity.logged'), color: 'green', autoClose: 2000 });
      onDone?.();
    },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (subject.trim()) { log.mutate(crypto.randomUUID()); } }}>
      <SegmentedControl size="xs" mb={6} value={type} onChange={(next) => setType(next as typeof type)} data={TYPES.map((each) => ({ value: each, label: word(each, 'value') }))} aria-label={word('type')} />
      <Group gap="xs" align="flex-end">
        <TextInput flex={1} miw={180} aria-label={t('activity.what')} placeholder={t('activity.what')} value={subject} maxLength={255} onChange={(event) => setSubject(event.currentTarget.value)} autoFocus={autoFocus} data-autofocus={autoFocus || undefined} />
        {type === 'TASK' && <TextInput type="datetime-local" aria-label={word('dueAt')} value={due} onChange={(event) => setDue(event.currentTarget.value)} />}
        <Button type="submit" loading={log.isPending} disabled={!subject.trim()}>{t('activity.log')}</Button>
      </Group>
    </form>
  );
}
