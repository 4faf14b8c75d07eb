import { ActionIcon, Button, Group, MultiSelect, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { word } from '../language/language';
import { names } from '../people/names';
import { PeopleInput, PersonInput } from '../people/PersonInput';
import { local, ReferenceInput } from './Editor';
import { choicesOf, fieldOf, referenced, type Kind } from './kinds';
import { OPERATORS, parse, write, type Condition, type Operator } from './rsql';

/** What an input for such a value can show; everything else that the API takes, as in `now-30d`, is written as text. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

interface Building {
  kind: Kind;
  value: string;
  onApply: (filter: string) => void;
}

/** Conditions to click together, and the same as text; whoever writes more than conditions can say stays with the text. */
export function FilterBuilder({ kind, value, onApply }: Building) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const conditions = parse(text);
  const change = (next: Condition[]) => setText(next.map((condition) => write([condition]) || `${condition.field}${condition.operator}`).join(';'));
  const shown = conditions ?? drafts(text);
  const fields = kind.fields.flatMap((field) => (field.type === 'object' ? (field.parts ?? []).map((part) => `${field.name}.${part.name}`) : field.type === 'json' ? [] : [field.name]));
  return (
    <form onSubmit={(event) => { event.preventDefault(); onApply(conditions ? write(conditions) : text); }}>
      <Stack gap="xs">
        {shown?.map((condition, index) => (
          <Group key={index} gap="xs" align="flex-start">
            <Select aria-label={t('filter.field')} data={fields.map((field) => ({ value: field, label: word(field) }))} value={condition.field} searchable w={170}
              onChange={(field) => field && change(shown.with(index, { ...condition, field }))} />
            <Select aria-label={t('filter.operator')} data={OPERATORS.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))} value={condition.operator} w={130} allowDeselect={false}
              onChange={(operator) => operator && change(shown.with(index, { ...condition, operator: operator as Operator }))} />
            <ConditionValue kind={kind} condition={condition} onChange={(values) => change(shown.with(index, { ...condition, values }))} />
            <ActionIcon variant="subtle" color="gray" mt={5} aria-label={t('filter.remove')} onClick={() => change(shown.toSpliced(index, 1))}><IconX size={16} /></ActionIcon>
          </Group>
        ))}
        {shown ? (
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} w="fit-content"
            onClick={() => change([...shown, { field: kind.columns[0] ?? 'id', operator: '==', values: [''] }])}>{t('filter.add')}</Button>
        ) : <Text size="sm" c="dimmed">{t('filter.textOnly')}</Text>}
        <TextInput label={t('filter.text')} value={text} onChange={(event) => setText(event.currentTarget.value)} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} />
        <Group>
          <Button type="submit" size="sm">{t('filter.apply')}</Button>
          <Button variant="default" size="sm" onClick={() => { setText(''); onApply(''); }}>{t('filter.clear')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Conditions that are not finished yet have no value and are no filter. */
function drafts(text: string): Condition[] | undefined {
  const parts = text.split(';').map((part) => /^([A-Za-z][\w.]*)(==|!=|=[a-z]+=)$/.exec(part.trim()) ?? parse(part));
  if (parts.some((part) => part === undefined || part.length === 0)) {
    return undefined;
  }
  return parts.map((part) => (part && 'index' in part ? { field: (part as RegExpExecArray)[1]!, operator: (part as RegExpExecArray)[2] as Operator, values: [''] } : (part as Condition[])[0]!));
}

function ConditionValue({ kind, condition, onChange }: { kind: Kind; condition: Condition; onChange: (values: string[]) => void }) {
  const { t } = useTranslation();
  const field = fieldOf(kind, condition.field);
  const label = t('filter.value');
  const named = field?.type === 'text' ? names(field.name) : undefined;
  // who looks is meant, whoever that is
  const mine = named === 'people' ? { mine: 'me' } : {};
  if (condition.operator === '=null=') {
    return <Select aria-label={label} data={[{ value: 'true', label: word('YES', 'value') }, { value: 'false', label: word('NO', 'value') }]} value={condition.values[0] || null} onChange={(value) => onChange([value ?? ''])} flex={1} miw={120} />;
  }
  if (condition.operator === '=in=' || condition.operator === '=out=') {
    const listed = condition.values.filter(Boolean);
    if (field?.choices && listed.every((value) => field.choices!.includes(value))) {
      return <MultiSelect aria-label={label} data={choicesOf(field)} value={listed} onChange={onChange} searchable flex={1} miw={120} />;
    }
    if (named) {
      return <PeopleInput aria-label={label} of={named} {...mine} value={listed} onChange={onChange} flex={1} miw={120} />;
    }
    return <TagsInput aria-label={label} data={field?.choices ?? []} value={condition.values.filter(Boolean)} onChange={onChange} flex={1} miw={120} />;
  }
  if (field?.choices) {
    return <Select aria-label={label} data={choicesOf(field)} value={condition.values[0] || null} onChange={(value) => onChange([value ?? ''])} flex={1} miw={120} />;
  }
  if (field?.type === 'boolean') {
    return <Select aria-label={label} data={[{ value: 'true', label: word('YES', 'value') }, { value: 'false', label: word('NO', 'value') }]} value={condition.values[0] || null} onChange={(value) => onChange([value ?? ''])} flex={1} miw={120} />;
  }
  const collection = field?.type === 'reference' ? referenced(field) : undefined;
  if (collection && (!condition.values[0] || ID.test(condition.values[0]))) {
    return <ReferenceInput label="" aria-label={label} collection={collection} value={condition.values[0] || null} onChange={(id) => onChange([String(id ?? '')])} flex={1} />;
  }
  if (field?.type === 'date' && (!condition.values[0] || DAY.test(condition.values[0]))) {
    return <TextInput type="date" aria-label={label} value={condition.values[0] ?? ''} onChange={(event) => onChange([event.currentTarget.value])} flex={1} miw={120} />;
  }
  if (field?.type === 'instant' && (!condition.values[0] || MOMENT.test(condition.values[0]))) {
    return <TextInput type="datetime-local" aria-label={label} value={local(condition.values[0])} onChange={(event) => onChange([event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : ''])} flex={1} miw={120} />;
  }
  if (named && !condition.values[0]?.includes('*')) {
    return <PersonInput aria-label={label} of={named} {...mine} value={condition.values[0] || null} onChange={(value) => onChange([value ?? ''])} flex={1} miw={120} />;
  }
  return <TextInput aria-label={label} value={condition.values[0] ?? ''} onChange={(event) => onChange([event.currentTarget.value])} flex={1} miw={120} />;
}
