import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { explain } from './explain';

const LONG_ENOUGH_MS = 8_000;

/** Says what was done and takes it back for who did not mean it. */
export function undoable(message: string, back: () => Promise<unknown>) {
  const id = notifications.show({
    autoClose: LONG_ENOUGH_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">{message}
        <Button size="compact-xs" variant="light" style={{ flexShrink: 0 }} onClick={() => { notifications.hide(id); back().catch((fault: unknown) => notifications.show({ color: 'red', ...explain(fault) })); }}>{i18next.t('undo')}</Button>
      </Group>
    ),
  });
}
