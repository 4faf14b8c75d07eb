import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Nothing that was typed is lost: one logs in beside it and goes on. */
export function SessionEnded({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('session.ended')}>
      <Stack>
        <Text size="sm">{t('session.keep')}</Text>
        <Group><Button component="a" href="/login/again" target="_blank" rel="noopener" onClick={onClose}>{t('session.again')}</Button></Group>
      </Stack>
    </Modal>
  );
}
