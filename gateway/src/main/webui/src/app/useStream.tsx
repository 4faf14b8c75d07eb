import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { collectionOf } from '../records/kinds';

interface News {
  type: string;
  recordType: string;
  recordId: string;
  actor?: string;
  why: string;
}

/** Keeps what is shown as it is: what changes of my records and of those that I follow is read anew, and given work is told. */
export function useStream(login: string | undefined) {
  const client = useQueryClient();
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
      if (news.type.includes('.quality-')) {
        void client.invalidateQueries({ queryKey: ['quality', news.recordType, news.recordId] });
        return;
      }
      void client.invalidateQueries({ queryKey: ['record', collection, news.recordId] });
      void client.invalidateQueries({ queryKey: ['list', collection] });
      if (news.type.includes('activity-logged') || news.type.includes('assigned')) {
        notifications.show({ message: t('stream.given', { what: t(`one.${news.recordType}`) }) });
      } else if (news.type.includes('opportunity-nudged')) {
        notifications.show({ message: t('stream.nudged', { who: news.actor ?? '' }) });
      } else if (news.type.includes('opportunity-stuck')) {
        void client.invalidateQueries({ queryKey: ['board'] });
      }
    };
    stream.addEventListener('message', took);
    stream.addEventListener('reset', () => void client.invalidateQueries());
    return () => stream.close();
  }, [client, login, t]);
}
