import { Checkbox, Group, MultiSelect, NumberInput, Select, TagsInput, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { query, read, type Page } from '../api/client';
import { word } from '../language/language';
import { names } from '../people/names';
import { PersonInput } from '../people/PersonInput';
import { choicesOf, kinds, referenced, type Field } from './kinds';
import { useTitle } from './titles';

interface Editing {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  label?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  autoFocus?: boolean;
}

/** The input that fits a field; gives null for what is emptied. */
export function Editor({ field, value, onChange, error, required, autoFocus, label = word(field.name) }: Editing) {
  const common = { label, error, withAsterisk: required, 'data-autofocus': autoFocus || undefined, autoFocus };
  switch (field.type) {
    case 'choice':
      return <Select {...common} data={choicesOf(field)} value={(value as string | null) ?? null} onChange={onChange} clearable={!required} searchable />;
    case 'boolean':
      return <Checkbox label={label} error={error} checked={Boolean(value)} onChange={(event) => onChange(event.currentTarget.checked)} mt="xs" />;
    case 'integer':
    case 'decimal':
      return <NumberInput {...common} value={value === null || value === undefined ? '' : (value as number)} onChange={(next) => onChange(next === '' ? null : next)} allowDecimal={field.type === 'decimal'} decimalScale={4} hideControls />;
    case 'date':
      return <TextInput {...common} type="date" value={(value as string | null) ?? ''} onChange={(event) => onChange(event.currentTarget.value || null)} />;
    case 'instant':
      return <TextInput {...common} type="datetime-local" value={local(value)} onChange={(event) => onChange(event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : null)} />;
    case 'reference': {
      const collection = referenced(field);
      return collection ? <ReferenceInput {...common} collection={collection} value={(value as string | null) ?? null} onChange={onChange} /> : <TextInput {...common} value={String(value ?? '')} onChange={(event) => onChange(event.currentTarget.value || null)} />;
    }
    case 'texts':
      return field.choices
        ? <MultiSelect {...common} data={choicesOf(field)} value={(value as string[] | null) ?? []} onChange={onChange} searchable clearable />
        : <TagsInput {...common} value={(value as string[] | null) ?? []} onChange={onChange} />;
    case 'object':
      return (
        <Group grow align="flex-start" wrap="wrap" preventGrowOverflow={false} gap="xs" role="group" aria-label={label}>
          {(field.parts ?? []).map((part) => (
            <Editor key={part.name} field={part} value={(value as Record<string, unknown> | null)?.[part.name]} onChange={(next) => onChange({ ...(value as object | null), [part.name]: next })} />
          ))}
        </Group>
      );
    default: {
      const named = field.type === 'text' ? names(field.name) : undefined;
      if (named) {
        return <PersonInput {...common} of={named} value={(value as string | null) ?? null} onChange={onChange} />;
      }
      const text = { value: String(value ?? ''), maxLength: field.maxLength ?? 255, onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || null) };
      return (field.maxLength ?? 0) > 500 ? <Textarea {...common} {...text} autosize minRows={2} maxRows={12} /> : <TextInput {...common} {...text} type={field.type === 'email' ? 'email' : 'text'} />;
    }
  }
}

/** A moment as an input for moments writes it, in the time zone of the user. */
export function local(value: unknown): string {
  if (!value) {
    return '';
  }
  const at = new Date(String(value));
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Chooses a record by typing part of its name. */
export function ReferenceInput({ collection, value, onChange, ...input }: { collection: string; value: string | null; onChange: (id: unknown) => void; label: string; error?: string | undefined; 'aria-label'?: string; flex?: number }) {
  const [text, setText] = useState('');
  const chosen = useTitle(collection, value ?? '00000000-0000-0000-0000-000000000000');
  const { data } = useQuery({
    queryKey: ['choices', collection, text],
    queryFn: ({ signal }) => read<Page>(`/${collection}${query({ q: text, limit: 20 })}`, signal),
    enabled: text.length > 1,
  });
  const found = (data?.items ?? []).map((record) => ({ value: String(record.id), label: kinds[collection]!.title(record) }));
  const all = value && !found.some((each) => each.value === value) ? [{ value, label: chosen ?? '…' }, ...found] : found;
  return <Select {...input} data={all} value={value} onChange={onChange} searchable clearable onSearchChange={setText} filter={({ options }) => options} nothingFoundMessage={text.length > 1 ? word('NOTHING_FOUND', 'value') : undefined} />;
}
