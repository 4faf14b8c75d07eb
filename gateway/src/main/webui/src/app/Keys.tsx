import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { word } from '../language/language';
import type { Place } from './departments';

const KEYS = [['Ctrl K', 'find'], ['c', 'log'], ['n', 'new'], ['/', 'search'], ['j  k', 'move'], ['← →', 'value'], ['Enter', 'open'], ['x', 'choose'], ['e', 'edit'], ['?', 'help']];

/** What every key does, and how one gets to a place by keys. */
export function Keys({ places, onClose }: { places: Place[]; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')}>
      <Table>
        <Table.Tbody>
          {KEYS.map(([key, what]) => <Table.Tr key={what}><Table.Td><Kbd>{key}</Kbd></Table.Td><Table.Td>{t(`keys.${what}`)}</Table.Td></Table.Tr>)}
          {places.map((place) => <Table.Tr key={place.to}><Table.Td><Kbd>g</Kbd> <Kbd>{place.key}</Kbd></Table.Td><Table.Td>{word(place.name, 'kind')}</Table.Td></Table.Tr>)}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
