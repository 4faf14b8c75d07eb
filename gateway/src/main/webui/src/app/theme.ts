import { ActionIcon, Badge, createTheme, NavLink, Tabs, type CSSVariablesResolver } from '@mantine/core';

/** What is pressed is at least as wide and as high. */
const LEAST_TARGET = '24px';

export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  respectReducedMotion: true,
  components: {
    // small as it looks, a finger hits it
    NavLink: NavLink.extend({ styles: { root: { borderRadius: 'var(--mantine-radius-md)' }, body: { fontSize: 'var(--mantine-font-size-sm)' } } }),
    Tabs: Tabs.extend({ styles: { tab: { paddingInline: 7 } } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none' } }),
    ActionIcon: ActionIcon.extend({ vars: (_, { size }) => ({ root: size === 'xs' || size === 'sm' ? { '--ai-size': LEAST_TARGET } : {} }) }),
  },
});

const SPOKEN = ['red', 'pink', 'grape', 'violet', 'indigo', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange', 'gray'];

/** Text in colour and text that steps back keep a contrast of 4.5 to what is behind them, in both schemes. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--tessera-ground': 'var(--mantine-color-gray-0)',
    '--tessera-lane': 'var(--mantine-color-gray-1)',
    '--tessera-line': 'var(--mantine-color-gray-2)',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    ...Object.fromEntries(SPOKEN.flatMap((colour) => [
      [`--mantine-color-${colour}-light-color`, `color-mix(in srgb, var(--mantine-color-${colour}-9) 60%, black)`],
      [`--mantine-color-${colour}-text`, `color-mix(in srgb, var(--mantine-color-${colour}-9) 80%, black)`],
    ])),
  },
  dark: {
    '--tessera-ground': 'var(--mantine-color-dark-8)',
    '--tessera-lane': 'var(--mantine-color-dark-9)',
    '--tessera-line': 'var(--mantine-color-dark-5)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-gray-light': 'var(--mantine-color-dark-5)',
    '--mantine-color-gray-light-hover': 'var(--mantine-color-dark-4)',
    ...Object.fromEntries(SPOKEN.flatMap((colour) => [[`--mantine-color-${colour}-text`, `var(--mantine-color-${colour}-3)`], [`--mantine-color-${colour}-light-color`, `var(--mantine-color-${colour}-2)`], ...(colour === 'gray' ? [] : [[`--mantine-color-${colour}-light`, `color-mix(in srgb, var(--mantine-color-${colour}-9) 40%, var(--mantine-color-dark-7))`]])])),
  },
});
