import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { read } from '../api/client';
import { Fault } from '../app/Fault';
import { inWords } from '../language/changes';
import { moment } from '../language/format';
import { word } from '../language/language';
import { Person } from '../people/Person';
import classes from './History.module.css';
import { fieldOf, type Kind } from './kinds';
import { linksOf } from './linked';
import { isNamed, toRead, Value } from './value';

interface Change {
  field: string;
  from?: unknown;
  to?: unknown;
}

interface Entry {
  version: number;
  at: string;
  actor: string;
  changes: Change[];
}

/** Who changed what, from what to what, newest first. */
export function History({ kind, id }: { kind: Kind; id: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({ queryKey: ['history', kind.collection, id], queryFn: ({ signal }) => read<{ items: Entry[] }>(`/${kind.collection}/${id}/history`, signal) });
  // other records by their names, which are links to them
  const told = (name: string, value: unknown) => {
    const field = fieldOf(kind, name);
    return field && (isNamed(field) || linksOf(name)) && value ? <Value field={field} record={{ [name]: value }} /> : inWords(value);
  };
  if (!data) {
    return error ? <Fault of={error} /> : <Skeleton height={80} />;
  }
  if (data.items.length === 0) {
    return <Text size="sm" c="dimmed">{t('record.nothingYet')}</Text>;
  }
  return (
    <Stack gap="sm">
      {data.items.map((entry) => (
        <div key={entry.version}>
          <Text size="xs" c="dimmed">{moment(entry.at)} · <Person login={entry.actor} /></Text>
          {entry.changes.length === 0 ? <Text size="sm">{t('record.wasCreated')}</Text> : toRead(entry.changes).map((change) => (
            <Text size="sm" component="div" className={classes.line} key={change.field} style={{ overflowWrap: 'anywhere' }}><b>{word(change.field)}</b>: {told(change.field, change.from)} → {told(change.field, change.to)}</Text>
          ))}
        </div>
      ))}
    </Stack>
  );
}
