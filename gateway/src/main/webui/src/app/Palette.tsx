import '@mantine/spotlight/styles.css';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBolt, IconPhone, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, read, type Page } from '../api/client';
import { word } from '../language/language';
import { useMe } from '../api/me';
import { kinds, mayCreate } from '../records/kinds';
import { actionsNow, type Action } from './actions';
import type { Place } from './departments';
import { takeKeys } from './typedAhead';

const MOST = 4;
/** Of what a page can do, so many are named before somebody types. */
const MOST_UNASKED = 5;

export const openPalette = spotlight.open;

/** What comes in after the last key is not chosen by itself: Enter takes the first of what is shown. */
function chooseFirst() {
  document.querySelectorAll('[data-action][data-selected]').forEach((each) => each.removeAttribute('data-selected'));
  document.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
}

/** Finds any record and runs any action by typing (Ctrl-K). */
export function Palette({ places, onLog, actions: everywhere }: { places: Place[]; onLog: (() => void) | undefined; actions: Action[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const roles = useMe().data?.roles;
  const [typed, setTyped] = useState('');
  /** What Enter was pressed after, before anything was there that it could have chosen: it takes what comes first. */
  const [entered, setEntered] = useState<string>();
  const [here, setHere] = useState(actionsNow);
  const [q] = useDebouncedValue(typed.trim(), 150);
  const searched = places.map((place) => kinds[place.name]).filter((kind) => kind !== undefined);
  const found = useQueries({
    queries: searched.map((kind) => ({
      queryKey: ['search', kind.collection, q],
      queryFn: ({ signal }: { signal: AbortSignal }) => read<Page>(`/${kind.collection}${query({ q, limit: MOST })}`, signal),
      enabled: q.length > 1,
      retry: false,
    })),
  });
  const records = q.length > 1 ? searched.flatMap((kind, index) => (found[index]?.data?.items ?? []).map((record) => ({ kind, record }))) : [];
  const shown = records.map(({ record }) => record.id).join();
  // before it is painted, so that Enter finds what is seen
  useLayoutEffect(() => { if (shown || typed) { chooseFirst(); } }, [shown, typed]);
  useLayoutEffect(() => {
    const first = entered === typed && q === typed.trim() ? document.querySelector<HTMLElement>('[data-action]') : null;
    if (first) {
      setEntered(undefined);
      first.click();
    }
  }, [entered, typed, q, shown]);
  const fits = (text: string) => text.toLowerCase().includes(typed.trim().toLowerCase());
  const go = (to: string, search: Record<string, string> = {}) => () => void navigate({ to, search: search as never });
  const actions = [
    ...(onLog ? [{ label: t('shell.logCall'), icon: <IconPhone size={18} />, run: onLog }] : []),
    ...places.map((place) => ({ label: t('palette.go', { to: word(place.name, 'kind') }), icon: <place.icon size={18} />, run: go(place.to) })),
    ...searched.filter((kind) => kind.ask.length > 0 && mayCreate(kind, roles)).map((kind) => ({ label: t('record.new', { kind: word(kind.name, 'one') }), icon: <IconPlus size={18} />, run: go(`/${kind.collection}`, { new: 'true' }) })),
    ...everywhere.map(({ label, run }) => ({ label, icon: <IconBolt size={18} />, run })),
  ].filter((action) => fits(action.label));
  const ofPage = here.filter((action) => fits(action.label)).slice(0, typed.trim() ? undefined : MOST_UNASKED);
  return (
    <Spotlight.Root query={typed} onQueryChange={(words) => { setTyped(words); setEntered(undefined); }} shortcut={null} onSpotlightOpen={() => setHere(actionsNow())} scrollable maxHeight={420}>
      <Spotlight.Search placeholder={t('palette.placeholder')} leftSection={<IconSearch size={18} />} aria-label={t('palette.placeholder')} data-takes-keys onFocus={() => { const ahead = takeKeys(); const all = typed + ahead.typed; setTyped(all); if (ahead.entered) { setEntered(all); } }}
        onKeyDown={(event) => { if (event.key === 'Enter' && !document.querySelector('[data-action]')) { setEntered(typed); } }} />
      <Spotlight.ActionsList>
        {records.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.records')}>
            {records.map(({ kind, record }) => <Spotlight.Action key={String(record.id)} label={kind.title(record)} description={`${word(kind.name, 'one')}${kind.subtitle?.(record) ? ` · ${kind.subtitle(record)}` : ''}`} onClick={() => { spotlight.close(); go(`/${kind.collection}/${record.id}`)(); }} />)}
          </Spotlight.ActionsGroup>
        )}
        {ofPage.length > 0 && <Spotlight.ActionsGroup label={t('palette.here')}>{ofPage.map((action) => <Spotlight.Action key={action.label} label={action.label} leftSection={<IconBolt size={18} />} onClick={action.run} />)}</Spotlight.ActionsGroup>}
        {actions.length > 0 && <Spotlight.ActionsGroup label={t('palette.actions')}>{actions.map((action) => <Spotlight.Action key={action.label} label={action.label} leftSection={action.icon} onClick={action.run} />)}</Spotlight.ActionsGroup>}
        {records.length === 0 && actions.length === 0 && ofPage.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
