import { Button, Group, Modal, SegmentedControl, Skeleton, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, read, Refusal, type Json } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';
import { PersonInput } from '../people/PersonInput';

interface Agreement {
  checklist: { key: string; question: string }[];
}

/** Marketing offers a good lead to sales, with the answers that both have agreed on. */
export function HandOver({ lead, onClose }: { lead: Json; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [to, setTo] = useState<'team' | 'offeredTo'>('team');
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const { data: agreement } = useQuery({ queryKey: ['agreement'], queryFn: ({ signal }) => read<Agreement>('/handoffs/agreement', signal), staleTime: 60_000 });
  const offer = useMutation({
    mutationFn: () => post('/handoffs', { leadId: lead.id, [to]: name.trim(), answers, ...(note ? { note } : {}) }),
    onSuccess: (made) => { onClose(); void navigate({ to: `/handoffs/${made.id}` }); },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  const refusal = offer.error instanceof Refusal ? offer.error : undefined;
  return (
    <Modal opened onClose={onClose} title={t('handoff.offer')}>
      {!agreement ? <Skeleton height={160} /> : (
        <form onSubmit={(event) => { event.preventDefault(); offer.mutate(); }}>
          <Stack gap="sm">
            <SegmentedControl value={to} onChange={(next) => { setTo(next as typeof to); setName(''); }} data={[{ value: 'team', label: word('team') }, { value: 'offeredTo', label: t('handoff.person') }]} aria-label={t('handoff.to')} />
            <PersonInput key={to} of={to === 'team' ? 'teams' : 'people'} label={to === 'team' ? word('team') : t('handoff.person')} value={name || null} onChange={(chosen) => setName(chosen ?? '')} required clearable={false} error={refusal?.of(to)} data-autofocus />
            {agreement.checklist.map(({ key, question }) => (
              <Textarea key={key} label={question} required autosize minRows={1} maxLength={1000} value={answers[key] ?? ''} error={refusal?.errors.find((each) => each.pointer === `/answers/${key}`)?.detail}
                onChange={(event) => { const text = event.currentTarget.value; setAnswers((before) => ({ ...before, [key]: text })); }} />
            ))}
            <Textarea label={word('note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} maxLength={4000} />
            <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={offer.isPending}>{t('handoff.offer')}</Button></Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
