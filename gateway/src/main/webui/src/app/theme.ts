import { createTheme, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: 9,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
});

const SPOKEN = ['red', 'pink', 'grape', 'violet', 'indigo', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange', 'gray'];

/** Text in colour and text that steps back keep a contrast of 4.5 to what is behind them, in both schemes. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    ...Object.fromEntries(SPOKEN.flatMap((colour) => [
      [`--mantine-color-${colour}-light-color`, `color-mix(in srgb, var(--mantine-color-${colour}-9) 60%, black)`],
      [`--mantine-color-${colour}-text`, `color-mix(in srgb, var(--mantine-color-${colour}-9) 80%, black)`],
    ])),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    ...Object.fromEntries(SPOKEN.flatMap((colour) => [[`--mantine-color-${colour}-text`, `var(--mantine-color-${colour}-3)`], [`--mantine-color-${colour}-light-color`, `var(--mantine-color-${colour}-2)`]])),
  },
});
