import type { Json } from '../api/client';
import { ScoreInList } from '../leads/ScoreInList';
import { date } from '../language/format';
import { collectionOf, referenced, type Field } from './kinds';
import classes from './Rows.module.css';
import { useTitle } from './titles';
import { colourOf, named, plainly, Value } from './value';

/** Fields whose values stand right, one digit below the other. */
export const isNumber = (field: Field) => (field.type === 'integer' || field.type === 'decimal') && field.name !== 'score';

/** A value in a row: the same words as on the record's page, without a component of its own where text will do. */
export function Cell({ field, record }: { field: Field; record: Json }) {
  const value = record[field.name];
  if (value === undefined || value === null || value === '') {
    return null;
  }
  // when it was made is a day in a list; the minute stands on its page
  const text = field.name === 'createdAt' ? date(value) : plainly(field, record);
  if (text !== undefined) {
    return <>{text}</>;
  }
  if (field.type === 'choice' || field.name === 'stageName') {
    const colour = colourOf(value);
    return <span className={classes.badge} style={{ background: `var(--mantine-color-${colour}-light)`, color: `var(--mantine-color-${colour}-light-color)` }}>{named(value)}</span>;
  }
  if (field.type === 'email') {
    return <a className={classes.link} href={`mailto:${String(value)}`}>{String(value)}</a>;
  }
  if (field.type === 'reference') {
    const collection = referenced(field);
    return collection ? <Name collection={collection} id={String(value)} /> : null;
  }
  if (field.type === 'links') {
    return <>{(value as { type: string; id: string }[]).map((link, index) => {
      const collection = collectionOf(link.type);
      return collection ? <span key={link.id}>{index > 0 && ', '}<Name collection={collection} id={link.id} /></span> : null;
    })}</>;
  }
  if (field.name === 'score') {
    return <ScoreInList lead={record} className={classes.badge} />;
  }
  return <Value field={field} record={record} inList />;
}

function Name({ collection, id }: { collection: string; id: string }) {
  return <a className={classes.link} href={`/${collection}/${id}`}>{useTitle(collection, id) ?? '…'}</a>;
}
