import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, query, read } from '../api/client';
import { explain } from '../app/explain';
import type { Kind } from './kinds';

const MOST = 200;

/** Whether somebody hears of what happens with a record: what they follow is told to their open pages. */
export function Follow({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['follows'], queryFn: ({ signal }) => read<{ items: { recordId: string }[] }>(`/follows${query({ limit: MOST })}`, signal), staleTime: 60_000 });
  const follows = data?.items.some((each) => each.recordId === id);
  const change = () => call(`/follows/${kind.name}/${id}`, { method: follows ? 'DELETE' : 'PUT' }).then(
    () => { notifications.show({ message: t(follows ? 'record.unfollowed' : 'record.followed') }); return client.invalidateQueries({ queryKey: ['follows'] }); },
    (fault) => notifications.show({ color: 'red', ...explain(fault) }));
  return <Menu.Item disabled={!data} leftSection={follows ? <IconBellOff size={16} /> : <IconBell size={16} />} onClick={() => void change()}>{t(follows ? 'record.unfollow' : 'record.follow')}</Menu.Item>;
}
