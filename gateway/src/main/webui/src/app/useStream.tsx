import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { collectionOf } from '../records/kinds';
import { usePerson } from '../records/titles';

interface News {
  type: string;
  recordType: string;
  recordId: string;
  actor?: string;
  why: string;
}

/** What somebody is told in words, beside seeing it where it is shown; by the event's own name. */
const TOLD: Record<string, string> = {
  'activity-logged': 'given', 'opportunity-nudged': 'nudged', 'activity-reminded': 'reminded',
  'handoff-offered': 'offered', 'handoff-reminded': 'waiting', 'handoff-escalated': 'late', 'handoff-accepted': 'accepted', 'handoff-rejected': 'rejected',
  'case-escalated': 'escalated', 'sla-breached': 'breached',
};

/** What to say of an event; nothing of most. */
export function toldOf(type: string): string | undefined {
  const name = type.split('.')[2] ?? '';
  return TOLD[name] ?? (name.endsWith('-assigned') ? 'given' : undefined);
}

/** Reads anew what is shown of a record: its fields, what was said and done about it, its history, and the lists that it is in. */
export function renew(client: QueryClient, { type, recordType, recordId }: News, collection: string) {
  if (type.includes('.quality-')) {
    void client.invalidateQueries({ queryKey: ['quality', recordType, recordId] });
    return;
  }
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(recordId) });
  void client.invalidateQueries({ queryKey: ['list', collection] });
  if (recordType === 'opportunity') {
    void client.invalidateQueries({ queryKey: ['board'] });
  }
}

function Told({ of, what, actor }: { of: string; what: string; actor: string }) {
  const { t } = useTranslation();
  return <>{t(`stream.${of}`, { what, who: usePerson(actor) })}</>;
}

/** Keeps what is shown as it is: what changes of my records and of those that I follow is read anew, and what waits for me is told. */
export function useStream(login: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { t } = useTranslation();
  useEffect(() => {
    if (!login || typeof EventSource === 'undefined') {
      return undefined;
    }
    const stream = new EventSource('/api/v1/stream');
    const took = (event: MessageEvent<string>) => {
      let news: News;
      try {
        news = JSON.parse(event.data) as News;
      } catch {
        return;
      }
      const collection = collectionOf(news.recordType);
      if (!collection || news.actor === login) {
        return;
      }
      renew(client, news, collection);
      const told = toldOf(news.type);
      if (told) {
        const id = notifications.show({
          message: <><Told of={told} what={t(`one.${news.recordType}`)} actor={news.actor ?? ''} />{' '}
            <Anchor component="button" size="sm" onClick={() => { notifications.hide(id); void navigate({ to: `/${collection}/${news.recordId}` }); }}>{t('stream.open')}</Anchor></>,
        });
      }
    };
    stream.addEventListener('message', took);
    stream.addEventListener('reset', () => void client.invalidateQueries());
    return () => stream.close();
  }, [client, login, navigate, t]);
}
