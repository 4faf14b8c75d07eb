import { Button, Group, Modal, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, Refusal, type Json } from '../api/client';
import { explain } from '../app/explain';
import { word } from '../language/language';

interface Saying {
  path: string;
  title: string;
  currency: string;
  /** What the words are for: a note may be left out, a reason may not. */
  words: 'note' | 'reason';
  more: Json;
  onClose: () => void;
  onDone: () => void;
}

/** An amount and why: what somebody calls for a period, or adds to a figure. */
export function Say({ path, title, currency: usual, words, more, onClose, onDone }: Saying) {
  const { t } = useTranslation();
  const [amount, setAmount] = useState<number | string>('');
  const [currency, setCurrency] = useState(usual);
  const [text, setText] = useState('');
  const say = useMutation({ mutationFn: () => post(path, { ...more, amount: Number(amount), currency, ...(text.trim() ? { [words]: text.trim() } : {}) }), onSuccess: onDone });
  const refusal = say.error instanceof Refusal ? say.error : undefined;
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={(event) => { event.preventDefault(); say.mutate(); }}>
        <Stack gap="sm">
          <Group grow align="flex-start">
            <NumberInput label={words === 'reason' ? t('forecast.more') : word('amount')} value={amount} onChange={setAmount} required decimalScale={4} hideControls error={refusal?.of('amount')} data-autofocus {...(words === 'note' ? { min: 0 } : {})} />
            <TextInput label={word('currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())} maxLength={3} required error={refusal?.of('currency')} />
          </Group>
          <Textarea label={word(words)} value={text} onChange={(event) => setText(event.currentTarget.value)} required={words === 'reason'} maxLength={2000} autosize minRows={2} error={refusal && !refusal.of('amount') && !refusal.of('currency') ? explain(refusal).message : undefined} />
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={say.isPending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
