import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post, type Json } from '../api/client';
import { explain } from '../app/explain';
import { undoable } from '../app/undo';
import { reasons, type Outcome } from '../records/BulkActions';

const AT_ONCE = 1_000;

/** Takes the chosen people out of a campaign; who did not mean it brings them back as they were. */
export function RemoveMembers({ campaign, selected, onDone, onBack }: { campaign: string; selected: Json[]; onDone: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const each = async (op: string, members: Json[]) => {
    const results: Outcome[] = [];
    for (let from = 0; from < members.length; from += AT_ONCE) {
      const operations = members.slice(from, from + AT_ONCE).map(({ id }) => ({ op, id }));
      results.push(...(await post<{ results: Outcome[] }>(`/campaigns/${campaign}/members/bulk`, { operations })).results);
    }
    return results;
  };
  const bringBack = async (members: Json[]) => {
    const refused = reasons(await each('restore', members).finally(onBack));
    if (refused.length > 0) {
      throw new Error(refused.join(' '));
    }
  };
  const remove = useMutation({
    mutationFn: () => each('archive', selected),
    onSuccess: (results) => {
      const gone = selected.filter((_, index) => Number(results[index]?.status) < 400);
      const refused = reasons(results);
      if (gone.length > 0) {
        undoable(t('campaign.removed', { count: gone.length }), () => bringBack(gone));
      }
      if (refused.length > 0) {
        notifications.show({ color: 'yellow', autoClose: false, message: t('campaign.notRemoved', { count: selected.length - gone.length, why: refused.join(' ') }) });
      }
      onDone();
    },
    onError: (fault) => notifications.show({ color: 'red', ...explain(fault) }),
  });
  return (
    <Group gap="xs" role="group" aria-label={t('list.selected', { count: selected.length })}>
      <Text size="sm">{t('list.selected', { count: selected.length })}</Text>
      <Button size="compact-sm" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>{t('campaign.remove')}</Button>
    </Group>
  );
}
