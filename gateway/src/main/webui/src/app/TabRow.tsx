import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { Sideways } from './Sideways';
import classes from './TabRow.module.css';

/** Tabs: all of them in sight where there is room for a second line, in a row that is scrolled on a phone. */
export function TabRow({ children }: { children: ReactNode }) {
  return <Sideways><Tabs.List className={classes.tabs!}>{children}</Tabs.List></Sideways>;
}
