import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { query, read, type Json, type Page } from '../api/client';
import { useMe } from '../api/me';
import { nameOwn } from '../language/language';
import { EXTENDED, type Field, type FieldType, type Kind } from './kinds';

/** A field that somebody publishes is in the forms of everybody so soon; asked for more often it would delay every page. */
const FRESH_MS = 60_000;
const LONGEST = 500;
const PREFIX = 'customFields.';
const TYPES: Record<string, FieldType> = { TEXT: 'text', NUMBER: 'decimal', MONEY: 'decimal', DATE: 'date', BOOLEAN: 'boolean', PICKLIST: 'choice', REFERENCE: 'reference' };

const texts = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

/** A kind with the fields that the company added, as far as these roles see them; they behave like all others. */
export function withOwn(kind: Kind, published: Json[], roles: string[]): Kind {
  const permits = (named: unknown) => texts(named).length === 0 || texts(named).some((role) => roles.includes(role));
  const seen = published.filter((field) => permits(field.whoMayRead));
  const fields = seen.map((field): Field => ({
    name: `${PREFIX}${field.name}`,
    type: TYPES[String(field.type)] ?? 'text',
    editable: permits(field.whoMayWrite),
    own: true,
    ...(field.type === 'PICKLIST' ? { choices: texts(field.options) } : {}),
    ...(field.type === 'TEXT' ? { maxLength: LONGEST } : {}),
  }));
  if (fields.length === 0) {
    return kind;
  }
  seen.forEach((field) => nameOwn(String(field.name), String(field.label)));
  const required = seen.filter((field) => field.required).map((field) => `${PREFIX}${field.name}`);
  const names = fields.map((field) => field.name);
  return {
    ...kind,
    fields: [...kind.fields, ...fields],
    required: [...kind.required, ...required],
    sortable: new Set([...kind.sortable, ...names]),
    ask: kind.ask.length === 0 ? kind.ask : [...kind.ask, ...fields.filter((field) => field.editable).map((field) => field.name)],
    sections: [...kind.sections, { title: 'own', fields: names }],
  };
}

/** A kind as the data dictionary extends it at the moment. */
export function useKind(kind: Kind): Kind {
  const { data: me } = useMe();
  const { data } = useQuery({
    queryKey: ['list', 'fields', 'of', kind.name],
    queryFn: ({ signal }) => read<Page>(`/fields${query({ filter: `entity==${kind.name}`, sort: 'name', limit: 100 })}`, signal),
    enabled: EXTENDED.includes(kind.name),
    staleTime: FRESH_MS,
    retry: false,
  });
  return useMemo(() => (data && me ? withOwn(kind, data.items, me.roles) : kind), [kind, data, me]);
}

const known = new WeakMap<Json, Json>();

/** A record with the company's own fields beside all others, as in `customFields.tier`. */
export function opened(record: Json): Json {
  const own = record.customFields;
  if (!own || typeof own !== 'object') {
    return record;
  }
  if (!known.has(record)) {
    known.set(record, { ...Object.fromEntries(Object.entries(own).map(([name, value]) => [PREFIX + name, value])), ...record });
  }
  return known.get(record)!;
}

/** A change as the API takes it: the company's own fields stand in an object of their own. */
export function closed(change: Json): Json {
  const names = Object.keys(change).filter((name) => name.startsWith(PREFIX));
  return names.length === 0 ? change : {
    ...Object.fromEntries(Object.entries(change).filter(([name]) => !names.includes(name))),
    customFields: Object.fromEntries(names.map((name) => [name.slice(PREFIX.length), change[name]])),
  };
}
