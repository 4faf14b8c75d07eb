import { MultiSelect, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read } from '../api/client';
import { useMe } from '../api/me';
import { teamName, type Named } from './names';

interface Entry {
  name: string;
  login?: string;
  team?: string;
}

interface Choice {
  value: string;
  label: string;
  more?: string;
}

interface Input {
  of: Named;
  label?: string;
  'aria-label'?: string;
  error?: string | undefined;
  withAsterisk?: boolean | undefined;
  required?: boolean;
  autoFocus?: boolean | undefined;
  flex?: number;
  miw?: number;
  style?: React.CSSProperties;
  'data-autofocus'?: boolean | undefined;
}

const LISTED = 20;
const FRESH_MS = 5 * 60_000;

function choice(of: Named, entry: Entry): Choice {
  return of === 'teams' ? { value: entry.name, label: teamName(entry.name), more: entry.name } : { value: entry.login!, label: entry.name, more: [entry.login, entry.team && teamName(entry.team)].filter(Boolean).join(' · ') };
}

/** Who was offered once is called the same as long as the page stands: an input whose choice changes its name would forget what is typed in it. */
const met = new Map<string, Choice>();

/** The directory knows teams by their technical names, in which no two words stand apart. */
async function ask(of: Named, q: string, signal: AbortSignal): Promise<Choice[]> {
  const { items } = await read<{ items: Entry[] }>(`/${of}${query({ q: of === 'teams' ? q.trim().split(/\s/)[0] : q, limit: LISTED })}`, signal);
  const choices = items.map((entry) => choice(of, entry));
  choices.forEach((each) => met.set(`${of} ${each.value}`, each));
  return choices;
}

/**
 * Whom one may choose: oneself and one's own teams first, then whoever the words find. What is chosen is always among them.
 * Where nobody can be asked, what was typed is taken for a name, since the services check it anyway.
 *
 * @param mine what stands for whoever looks: the login name, or `me` in a filter that others use too
 */
function useChoices(of: Named, typed: string, chosen: string[], mine?: string) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [words] = useDebouncedValue(typed, 150);
  const everybody = useQuery({ queryKey: ['directory', of, ''], queryFn: ({ signal }) => ask(of, '', signal), staleTime: FRESH_MS, retry: false });
  const found = useQuery({ queryKey: ['directory', of, words], queryFn: ({ signal }) => ask(of, words, signal), staleTime: FRESH_MS, placeholderData: (before) => before, retry: false });
  const unnamed = chosen.filter((value) => value !== mine && !found.data?.some((each) => each.value === value));
  const known = useQuery({ queryKey: ['directory', of, 'known', unnamed], queryFn: ({ signal }) => Promise.all(unnamed.map((value) => ask(of, value, signal).then((all) => all.find((each) => each.value === value)))), enabled: of === 'people' && unnamed.some((value) => !met.has(`${of} ${value}`)), staleTime: FRESH_MS, retry: false });
  const free = (typed || words).trim();
  const fits = (label: string) => label.toLowerCase().includes(typed.toLowerCase());
  const self = me && of === 'people' ? [{ value: mine ?? me.login, label: mine ? t('person.me') : t('person.meNamed', { name: me.name || me.login }), more: mine ? '' : me.login }] : [];
  const own: Choice[] = of === 'teams' ? (me?.teams ?? []).map((team) => ({ value: team, label: teamName(team), more: `${team} · ${t('person.myTeam')}` })) : self;
  // who was chosen before comes after whom the words find, since Enter takes the first
  const [first, rest] = [own.filter((each) => fits(each.label) || fits(each.value)), own.filter((each) => chosen.includes(each.value))];
  const listed: Choice[] = [
    ...first,
    ...(found.data ?? []).filter((each) => of === 'people' || fits(each.label) || fits(each.value)).map((each) => own.find(({ value }) => value === each.value) ?? each),
    ...rest,
    ...(known.data ?? []).filter((each) => each !== undefined),
    ...unnamed.map((value) => met.get(`${of} ${value}`) ?? { value, label: of === 'teams' ? teamName(value) : value }),
    ...((everybody.isError || found.isError) && free ? [{ value: free, label: free }] : []),
  ];
  return { all: listed.filter((each, at) => listed.findIndex((other) => other.value === each.value) === at), waiting: found.isPending };
}

const shown = (all: Choice[]) => ({ option }: { option: { value: string; label: string } }) => {
  const more = all.find((each) => each.value === option.value)?.more;
  return <div style={{ minWidth: 0 }}><Text size="sm" truncate>{option.label}</Text>{more && <Text size="xs" c="inherit" opacity={0.8} truncate>{more}</Text>}</div>;
};

/** Chooses a person or a team by typing part of the name; gives what the API takes, which is the login name or the team's name. */
export function PersonInput({ of, value, onChange, mine, clearable = true, ...input }: Input & { value: string | null; onChange: (value: string | null) => void; mine?: string; clearable?: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { all, waiting } = useChoices(of, typed, value ? [value] : [], mine);
  const chosen = all.find((each) => each.value === value)?.label;
  return (
    <Select {...input} data={all} value={value} onChange={onChange} searchable clearable={clearable} selectFirstOptionOnChange filter={({ options }) => options} renderOption={shown(all)}
      onSearchChange={(text) => setTyped(text === chosen ? '' : text)} nothingFoundMessage={waiting ? t('person.looking') : t('person.nobody')} />
  );
}

/** The same for several of them. */
export function PeopleInput({ of, value, onChange, mine, ...input }: Input & { value: string[]; onChange: (value: string[]) => void; mine?: string }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { all } = useChoices(of, typed, value, mine);
  return <MultiSelect {...input} data={all} value={value} onChange={onChange} searchable clearable filter={({ options }) => options} renderOption={shown(all)} searchValue={typed} onSearchChange={setTyped} nothingFoundMessage={t('person.nobody')} />;
}
