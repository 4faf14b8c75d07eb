import { useEffect } from 'react';

/** Something that can be done on the page that is open; the palette runs it by its name. */
export interface Action {
  label: string;
  run: () => void;
}

const offered = new Map<object, Action[]>();

/** Offers what a part of a page can do, for as long as it is shown. */
export function useActions(actions: Action[]) {
  useEffect(() => {
    const part = {};
    offered.set(part, actions);
    return () => { offered.delete(part); };
  });
}

/** All that can be done now, each name once. */
export function actionsNow(): Action[] {
  return [...new Map([...offered.values()].flat().map((action) => [action.label, action])).values()];
}
