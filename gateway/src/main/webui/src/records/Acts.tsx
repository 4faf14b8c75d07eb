import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post, type Json } from '../api/client';
import { useActions } from '../app/actions';
import { explain } from '../app/explain';
import { word } from '../language/language';

/** Something that can be done with a record: a sub-resource of it, and what it asks for. */
export interface Act {
  path: string;
  label: string;
  asks?: { field: string; required: boolean }[];
  body?: Json;
  primary?: boolean;
}

/** Buttons for what can be done now; an act that asks for words shows where to write them. The palette offers them too, unless one page shows many such records. */
export function Acts({ path, acts, onDone, size = 'sm', offered = true }: { path: string; acts: Act[]; onDone: (record: Json) => void; size?: 'sm' | 'compact-xs'; offered?: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Act>();
  const [told, setTold] = useState<Record<string, string>>({});
  const act = useMutation({
    mutationFn: ({ what, body }: { what: Act; body: Json }) => post(`${path}/${what.path}`, body),
    onSuccess: (changed) => { setAsking(undefined); setTold({}); onDone(changed); },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  const begin = (each: Act) => (each.asks ? setAsking(each) : act.mutate({ what: each, body: each.body ?? {} }));
  useActions(offered ? acts.map((each) => ({ label: t(each.label), run: () => begin(each) })) : []);
  return (
    <>
      {acts.map((each) => (
        <Button key={each.path} size={size} variant={each.primary ? 'filled' : 'default'} loading={act.isPending && act.variables?.what.path === each.path}
          onClick={() => begin(each)}>{t(each.label)}</Button>
      ))}
      <Modal opened={Boolean(asking)} onClose={() => setAsking(undefined)} title={asking ? t(asking.label) : ''}>
        {asking && (
          <form onSubmit={(event) => { event.preventDefault(); act.mutate({ what: asking, body: { ...asking.body, ...Object.fromEntries(Object.entries(told).filter(([, text]) => text)) } }); }}>
            <Stack gap="sm">
              {asking.asks!.map(({ field, required }, index) => (
                <Textarea key={field} label={word(field)} required={required} autosize minRows={2} maxLength={1000} data-autofocus={index === 0 || undefined} value={told[field] ?? ''}
                  onChange={(event) => { const text = event.currentTarget.value; setTold((before) => ({ ...before, [field]: text })); }} />
              ))}
              <Group justify="flex-end"><Button variant="default" onClick={() => setAsking(undefined)}>{t('cancel')}</Button><Button type="submit" loading={act.isPending}>{t(asking.label)}</Button></Group>
            </Stack>
          </form>
        )}
      </Modal>
    </>
  );
}
