import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LogForm } from '../activities/LogForm';
import { openRecord } from '../activities/about';

/** One line about what was done, from wherever one is. */
export function LogDialog({ opened, path, onClose }: { opened: boolean; path: string; onClose: () => void }) {
  const { t } = useTranslation();
  return <Modal opened={opened} onClose={onClose} title={t('shell.logCall')}><LogForm about={openRecord(path)} autoFocus onDone={onClose} /></Modal>;
}
