import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Json } from '../api/client';
import { date, languageName, moment, money, number } from '../language/format';
import { plain, said, word } from '../language/language';
import { Score } from '../leads/Score';
import { Person } from '../people/Person';
import { names } from '../people/names';
import { Team } from '../people/Team';
import { Deadline, isRunning } from './Deadline';
import { collectionOf, referenced, type Field } from './kinds';
import { linksOf, type Linked } from './linked';
import { useTitle } from './titles';

const COLOURS: Record<string, string> = {
  Prospecting: 'blue', Qualification: 'indigo', 'Needs Analysis': 'violet', Proposal: 'grape', Negotiation: 'teal',
  NEW: 'blue', ASSIGNED: 'indigo', CONTACTED: 'violet', NURTURING: 'grape', QUALIFIED: 'teal', CONVERTED: 'green', RECYCLED: 'yellow', UNQUALIFIED: 'gray', JUNK: 'gray',
  OPEN: 'blue', COMPLETED: 'green', CANCELLED: 'gray', 'Closed Won': 'green', 'Closed Lost': 'gray', CUSTOMER: 'green', PROSPECT: 'blue',
  HIGH: 'red', URGENT: 'red', NORMAL: 'gray', LOW: 'gray', GREEN: 'green', YELLOW: 'yellow', RED: 'red', IN_PROGRESS: 'indigo', RESOLVED: 'teal', CLOSED: 'green',
  OFFERED: 'blue', ACCEPTED: 'green', REJECTED: 'gray', WITHDRAWN: 'gray', PLANNED: 'blue', APPROVED: 'indigo', ACTIVE: 'green', PAUSED: 'yellow', KEPT: 'green', BROKEN: 'red', LAPSED: 'gray',
};

const PERCENTS = new Set(['probability', 'expectedResponsePct', 'scoreCompleteness']);
const AMOUNTS = new Set(['estimatedValue', 'annualRevenue', 'amount', 'bestCase', 'worstCase', 'expectedRevenue', 'recurringAmount', 'arr', 'price', 'budgetedCost', 'actualCost', 'target']);

const telephone = (number: string) => (/^\+?[\d ()./-]{4,}$/.test(number) ? `tel:${number.replace(/[^\d+]/g, '')}` : undefined);

/** Where a value leads outside of the product; whatever is not clearly an address or a number leads nowhere. */
const LINKS: Record<string, (value: string) => string | undefined> = {
  website: (address) => (/^https?:\/\/[^\s]+$/i.test(address) ? address : undefined),
  phone: telephone,
  mobile: telephone,
};

/** Whether a text is the login name of somebody who has it or did it. */
export const isPerson = (field: Field) => field.type === 'text' && !field.own && (names(field.name) === 'people' || field.name.endsWith('By'));

/** Whether a text is the name of a team. */
export const isTeam = (field: Field) => field.type === 'text' && !field.own && names(field.name) === 'teams';

/** Whether a value stands for somebody or something that has a name. */
export const isNamed = (field: Field) => (field.type === 'reference' && referenced(field) !== undefined) || isPerson(field) || isTeam(field);

/** The changes that say something to people: the id of a stage says nothing beside its name. */
export function toRead<Change extends { field: string }>(changes: Change[]): Change[] {
  return changes.filter(({ field }) => !field.endsWith('Id') || !changes.some((other) => other.field === field.replace(/Id$/, 'Name')));
}

/** A code in words; what people have named, such as a stage, stays as they wrote it. */
export function named(value: unknown): string {
  return /^[A-Z0-9_]+$/.test(String(value)) ? word(String(value), 'value') : said(value);
}

export function colourOf(value: unknown): string {
  return COLOURS[String(value)] ?? 'gray';
}

export function Status({ value }: { value: unknown }) {
  return <Badge variant="light" color={colourOf(value)} tt="none" autoContrast miw="max-content">{named(value)}</Badge>;
}

/** A link to another record by its name, which is asked for once however often it is shown. */
export function Reference({ collection, id }: { collection: string; id: string }) {
  const title = useTitle(collection, id);
  return <Anchor component={Link} to={`/${collection}/${id}`} size="sm" style={{ overflowWrap: 'anywhere' }}>{title ?? '…'}</Anchor>;
}

/** Whether there is anything to read. */
export const told = (value: unknown) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** A value that is text and nothing else, as people read it; undefined where it takes more than text. */
export function plainly(field: Field, record: Json): string | undefined {
  const value = record[field.name];
  if (field.type === 'choice' && (field.own || field.ofKinds)) {
    return field.own ? String(value) : word(String(value), 'one');
  }
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return field.name === 'score' ? undefined : AMOUNTS.has(field.name) ? money(value, record.currency) : field.name === 'yearEstablished' ? String(value) : PERCENTS.has(field.name) ? `${number(value)} %` : number(value);
    case 'boolean':
      return word(value ? 'YES' : 'NO', 'value');
    case 'date':
      return date(value);
    case 'instant':
      return isRunning(field.name, record) ? undefined : moment(value);
    case 'texts':
      return (value as string[]).map((each) => (field.choices ? word(each, 'value') : each)).join(', ');
    case 'text':
      return field.name === 'stageName' || isPerson(field) || isTeam(field) ? undefined : field.name === 'language' ? languageName(value) : String(value);
    default:
      return undefined;
  }
}

/** A value as people read it. */
export const Value = memo(function Value({ field, record, inList }: { field: Field; record: Json; inList?: boolean }) {
  const value = record[field.name];
  if (value === undefined || value === null || value === '') {
    return null;
  }
  const link = LINKS[field.name]?.(String(value));
  if (link && !inList) {
    return <Anchor href={link} size="sm" style={{ overflowWrap: 'anywhere' }} {...(link.startsWith('http') ? { target: '_blank', rel: 'noopener noreferrer' } : {})}>{String(value)}</Anchor>;
  }
  const text = plainly(field, record);
  if (text !== undefined) {
    return <>{text}</>;
  }
  switch (field.type) {
    case 'integer':
      return <Score lead={record} />;
    case 'instant':
      return <Deadline at={value} inList={Boolean(inList)} />;
    case 'choice':
      return <Status value={value} />;
    case 'email':
      return <Anchor href={`mailto:${String(value)}`} size="sm">{String(value)}</Anchor>;
    case 'reference': {
      const collection = referenced(field);
      return collection ? <Reference collection={collection} id={String(value)} /> : <>{String(value).slice(0, 8)}</>;
    }
    case 'links':
      return (
        <Group gap="xs">
          {(value as { type: string; id: string }[]).map((link) => {
            const collection = collectionOf(link.type);
            return collection ? <Reference key={link.id} collection={collection} id={link.id} /> : <Text key={link.id} size="sm">{word(link.type, 'one')}</Text>;
          })}
        </Group>
      );
    case 'object':
      return <>{Object.values(value as object).filter((part) => part !== null && typeof part !== 'object').join(', ')}</>;
    case 'json':
      if (field.name === 'lineItems' || field.name === 'ownerSplits') {
        return <>{(value as Json[]).map((part, index) => <div key={index}>{part.owner ? <><Person login={String(part.owner)} />: {number(part.percent)} %</> : `${number(part.quantity)} × ${part.productName}`}</div>)}</>;
      }
      if (linksOf(field.name)) {
        const { reference, collection } = linksOf(field.name)!;
        return <>{(value as Linked[]).map((part, index) => <div key={index}><Reference collection={collection} id={String(part[reference])} />{part.role ? `: ${said(part.role)}` : ''}</div>)}</>;
      }
      return isChecklist(value) ? <>{value.map((item) => <div key={item.question}><Text size="xs" c="dimmed">{item.question}</Text>{String(item.answer ?? '–')}</div>)}</> : <>{summary(value)}</>;
    default:
      return isPerson(field) ? <Person login={String(value)} /> : isTeam(field) ? <Team name={String(value)} /> : field.name === 'stageName' ? <Status value={value} /> : <>{String(value)}</>;
  }
});

function isChecklist(value: unknown): value is { question: string; answer?: unknown }[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && 'question' in item);
}

function summary(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(summary).join('; ');
  }
  if (value && typeof value === 'object') {
    return Object.entries(value).map(([name, part]) => `${plain(name)}: ${summary(part)}`).join(', ');
  }
  return String(value ?? '');
}
