import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, Refusal } from '../api/client';
import { explain } from '../app/explain';
import { takeKeys } from '../app/typedAhead';
import { word } from '../language/language';

/** One line that says it all is read by the service; the others are what they are called. */
const TYPES = ['LINE', 'CALL', 'NOTE', 'EMAIL', 'TASK'] as const;
const SHORTEST = 3;

interface Link {
  type: string;
  id: string;
}

interface Log {
  about?: Link | undefined;
  autoFocus?: boolean;
  onDone?: () => void;
}

interface Question {
  question: string;
  options: { label: string; text?: string; id?: string }[];
}

/** What somebody did or will do, in one line: type, Enter, done. What was typed stays when it could not be stored. */
export function LogForm({ about, autoFocus, onDone }: Log) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [type, setType] = useState<(typeof TYPES)[number]>('LINE');
  const [subject, setSubject] = useState('');
  const [due, setDue] = useState('');
  const line = (text: string, more: Link[] = []) => ({ text, relatedTo: [...(about ? [about] : []), ...more], timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const log = useMutation({
    mutationFn: (said: { text: string; more?: Link[] }) => (type === 'LINE' ? post('/activities/quick', line(said.text, said.more)) : post('/activities', {
      type, subject: said.text, ...(about ? { relatedTo: [about] } : {}), ...(type === 'CALL' || type === 'EMAIL' ? { direction: 'OUTBOUND' } : {}),
      ...(type === 'TASK' && due ? { dueAt: new Date(due).toISOString() } : {}),
    })),
    onSuccess: () => {
      setSubject('');
      setDue('');
      void client.invalidateQueries({ queryKey: ['list', 'activities'] });
      notifications.show({ message: t('activity.logged'), color: 'green', autoClose: 2000 });
      onDone?.();
    },
    onError: (fault) => { if (!asked(fault)) { notifications.show({ color: 'red', ...explain(fault) }); } },
  });
  const questions = asked(log.error);
  const say = (text: string, more?: Link[]) => log.mutate({ text, ...(more ? { more } : {}) });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (subject.trim()) { say(subject.trim()); } }}>
      <Stack gap={6}>
        <SegmentedControl size="xs" w="fit-content" value={type} onChange={(next) => { log.reset(); setType(next as typeof type); }} data={TYPES.map((each) => ({ value: each, label: each === 'LINE' ? t('activity.line') : word(each, 'value') }))} aria-label={word('type')} />
        <Group gap="xs" align="flex-end">
          <TextInput flex={1} miw={220} aria-label={t('activity.what')} placeholder={type === 'LINE' ? t('activity.example') : t('activity.what')} value={subject} maxLength={type === 'LINE' ? 500 : 255}
            onChange={(event) => { log.reset(); setSubject(event.currentTarget.value); }} autoFocus={autoFocus} data-autofocus={autoFocus || undefined} data-takes-keys={autoFocus || undefined} onFocus={autoFocus ? () => { const { typed } = takeKeys(); setSubject((now) => now + typed); } : undefined} />
          {type === 'TASK' && <TextInput type="datetime-local" aria-label={word('dueAt')} value={due} onChange={(event) => setDue(event.currentTarget.value)} />}
          <Button type="submit" loading={log.isPending} disabled={!subject.trim()}>{t('activity.log')}</Button>
        </Group>
        {type === 'LINE' && !questions && <TakenFor line={subject.trim().length >= SHORTEST ? line(subject.trim()) : undefined} />}
        {questions?.map((question) => (
          <Group key={question.question} gap={6} role="group" aria-label={question.question}>
            <Text size="sm">{question.question}</Text>
            {question.options.map((option) => (
              <Button key={option.label} size="compact-xs" variant="default" onClick={() => (option.id ? say(subject.trim(), [{ type: 'contact', id: option.id }]) : say(option.text ?? subject.trim()))}>{option.label}</Button>
            ))}
          </Group>
        ))}
      </Stack>
    </form>
  );
}

/** Says what a line will become before it is stored. */
function TakenFor({ line }: { line: { text: string } | undefined }) {
  const [asking] = useDebouncedValue(line?.text, 300);
  const { data } = useQuery({
    queryKey: ['understood', asking],
    queryFn: () => post<{ understood: string[]; notes: string[] }>('/activities/quick', { ...line, preview: true }),
    enabled: Boolean(asking) && asking === line?.text,
    retry: false,
    staleTime: Infinity,
    throwOnError: false,
  });
  return data && line ? <Text size="xs" c="dimmed" role="status">{[...data.understood, ...data.notes].join(' · ')}</Text> : null;
}

/** What the service has to know before it writes a line down. */
function asked(fault: unknown): Question[] | undefined {
  return fault instanceof Refusal && fault.type.endsWith('not-clear') ? (fault.body.questions as Question[]) : undefined;
}
