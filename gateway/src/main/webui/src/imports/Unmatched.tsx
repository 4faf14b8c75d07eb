import { Button, ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '../language/format';
import { word } from '../language/language';

/** A value of the file that is not known here, and what was probably meant. */
export interface Unknown {
  column: string;
  field: string;
  value: string;
  suggestion?: string;
  rows: number;
  /** Whether it is stored as it is, since the field takes any text. */
  taken: boolean;
}

/** Values that nobody knows, each once however many rows have it, and a way to say for all of them what they mean. */
export function Unmatched({ values, onMean }: { values: Unknown[]; onMean: (means: Unknown[]) => void }) {
  const { t } = useTranslation();
  const suggested = values.filter((each) => each.suggestion !== undefined);
  return (
    <div>
      <Text size="sm" fw={500}>{t('import.unmatched')}</Text>
      <ScrollArea.Autosize mah={220} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('import.unmatched') }}>
        <Table verticalSpacing={4}>
          <Table.Thead><Table.Tr><Table.Th>{t('import.column')}</Table.Th><Table.Th>{t('import.value')}</Table.Th><Table.Th>{t('import.means')}</Table.Th><Table.Th>{t('import.inRows')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {values.map((each) => (
              <Table.Tr key={`${each.column} ${each.value}`}>
                <Table.Td>{each.column} ({word(each.field)})</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{each.value}</Table.Td>
                <Table.Td>{each.suggestion ?? '–'}</Table.Td>
                <Table.Td>{number(each.rows)} {t(each.taken ? 'import.takenAsIs' : 'import.refused')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {suggested.length > 0 && <Button mt={6} size="compact-sm" variant="light" onClick={() => onMean(suggested)}>{t('import.meanAll', { count: suggested.length })}</Button>}
    </div>
  );
}
