import { ActionIcon, AppShell, Box, Burger, Button, Group, Kbd, NavLink, Text, VisuallyHidden, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useHotkeys, useNetwork } from '@mantine/hooks';
import { IconMoon, IconPhone, IconSearch, IconSun, IconUser } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onSessionEnd } from '../api/client';
import { useMe } from '../api/me';
import { kinds, mayCreate } from '../records/kinds';
import { useOpenConflict } from '../records/conflicts';
import { languages, speak, word, type Language } from '../language/language';
import { GROUPS, placesFor, type Place } from './departments';
import { later } from './later';
import { TabTitle } from './TabTitle';
import { keepKeys, takeKeys } from './typedAhead';
import { useStream } from './useStream';

/** What opens over a page is there before somebody asks for it, and after the first page. */
const OVERLAYS_AFTER_MS = 1_000;
const palette = () => import('./Palette');
const Palette = later(() => palette().then((module) => module.Palette));
const LogDialog = later(() => import('./LogDialog').then((module) => module.LogDialog));
const SessionEnded = later(() => import('./SessionEnded').then((module) => module.SessionEnded));
const Keys = lazy(() => import('./Keys').then((module) => ({ default: module.Keys })));
const UserMenu = lazy(() => import('./UserMenu').then((module) => ({ default: module.UserMenu })));
const OpenConflictDialog = lazy(() => import('../records/OpenConflictDialog').then((module) => ({ default: module.OpenConflictDialog })));

/** What stands around every page: where one can go, what one can do from anywhere, and who one is. */
export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { data: me } = useMe();
  const [menu, { toggle, close }] = useDisclosure();
  const [keys, keysShown] = useDisclosure();
  const [logging, log] = useDisclosure();
  const [finding, setFinding] = useState(false);
  const find = () => { keepKeys(); setFinding(true); palette().then((module) => module.openPalette(), takeKeys); };
  const onLog = mayCreate(kinds.activities!, me?.roles) ? () => { if (!logging) { keepKeys(); log.open(); } } : undefined;
  const [who, setWho] = useState(false);
  const [ended, setEnded] = useState(false);
  const conflict = useOpenConflict();
  const { online } = useNetwork();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const places = useMemo(() => placesFor(me?.roles ?? []), [me?.roles]);
  const afterG = useRef(0);

  useStream(me?.login);
  useEffect(() => { const idle = setTimeout(() => [Palette, LogDialog, SessionEnded].forEach((overlay) => void overlay.fetch().catch(() => undefined)), OVERLAYS_AFTER_MS); return () => clearTimeout(idle); }, []);
  useEffect(() => onSessionEnd(() => setEnded(true)), []);
  useEffect(close, [location.pathname, close]);
  useHotkeys([
    ['?', keysShown.open],
    ['shift+?', keysShown.open],
    ['c', () => { if (Date.now() - afterG.current > 1000) { onLog?.(); } }],
    ['g', () => { afterG.current = Date.now(); }],
    ...places.map((place): [string, () => void] => [place.key, () => { if (Date.now() - afterG.current < 1000) { afterG.current = 0; void navigate({ to: place.to }); } }]).filter(([key]) => key !== 'c'),
  ]);
  // from within an input too
  useHotkeys([['mod+K', find]], []);
  const goToContacts = places.some((place) => place.key === 'c');
  useHotkeys([['c', () => { if (goToContacts && Date.now() - afterG.current < 1000) { afterG.current = 0; void navigate({ to: '/contacts' }); } }]]);

  const everywhere = [
    { label: t('pipeline.title'), run: () => void navigate({ to: '/pipelines' }) },
    { label: t(scheme === 'dark' ? 'shell.light' : 'shell.dark'), run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark') },
    ...(Object.entries(languages) as [Language, string][]).map(([code, language]) => ({ label: t('shell.language', { language }), run: () => void speak(code) })),
    { label: t('keys.title'), run: keysShown.open },
  ];
  const unopened = <ActionIcon variant="default" size={36} aria-label={t('shell.me')} aria-haspopup="menu" onClick={() => setWho(true)}><IconUser size={18} /></ActionIcon>;

  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !menu } }} padding="md">
      <TabTitle />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={menu} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
            <img src="/tessera.svg" alt="" width={22} height={22} />
            <Text fw={700} visibleFrom="xs">Tessera CRM</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button className="find" variant="default" size="sm" leftSection={<IconSearch size={16} />} onClick={find} rightSection={<Kbd size="xs" visibleFrom="sm">Ctrl K</Kbd>}><Text span size="sm" visibleFrom="sm">{t('shell.find')}</Text><VisuallyHidden hiddenFrom="sm">{t('shell.find')}</VisuallyHidden></Button>
            {onLog && <ActionIcon variant="default" size={36} onClick={onLog} aria-label={t('shell.logCall')}><IconPhone size={18} /></ActionIcon>}
            <ActionIcon variant="default" size={36} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')} aria-label={t('shell.scheme')}>{scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}</ActionIcon>
            {who ? <Suspense fallback={unopened}><UserMenu me={me} /></Suspense> : unopened}
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={t('shell.menu')} style={{ overflowY: 'auto' }}>
        <Places places={places} at={places.find((place) => (place.to === '/' ? location.pathname === '/' : location.pathname.startsWith(place.to)))?.to} />
      </AppShell.Navbar>
      <AppShell.Main>
        {!online && <Text role="status" size="sm" c="orange" mb="xs">{t('fault.offlineMore')}</Text>}
        <Outlet />
      </AppShell.Main>
      {finding && <Palette places={places} onLog={onLog} actions={everywhere} />}
      {logging && <LogDialog opened path={location.pathname} onClose={log.close} />}
      {keys && <Suspense fallback={null}><Keys places={places} onClose={keysShown.close} /></Suspense>}
      {conflict && <Suspense fallback={null}><OpenConflictDialog conflict={conflict} /></Suspense>}
      {ended && <SessionEnded opened onClose={() => setEnded(false)} />}
    </AppShell>
  );
}

/** Where one can go. It is drawn again when one goes to another place, not at every record. */
const Places = memo(function Places({ places, at }: { places: Place[]; at: string | undefined }) {
  const { t } = useTranslation();
  return GROUPS.map((group) => ({ group, some: places.filter((place) => place.group === group) })).filter(({ some }) => some.length > 0).map(({ group, some }) => (
    <Box key={group ?? ''} mb="xs" {...(group ? { role: 'group', 'aria-label': t(`shell.groups.${group}`) } : {})}>
      {group && <Text size="xs" fw={600} c="dimmed" px={10} py={2} aria-hidden>{t(`shell.groups.${group}`)}</Text>}
      {some.map((place) => <NavLink key={place.to} component={Link} to={place.to} label={word(place.name, 'kind')} py={{ base: 8, sm: 4 }} leftSection={<place.icon size={18} stroke={1.6} />} active={place.to === at} />)}
    </Box>
  ));
});
