import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react';

/**
 * A component whose code is fetched when it is drawn, or before. React's own `lazy` shows at first that it waits, though the code be
 * there, and then what it waited for 300 ms later at the soonest, so as not to flicker; that is long for somebody who pressed a key.
 */
export function later<Props extends object>(fetched: () => Promise<ComponentType<Props>>) {
  let there: ComponentType<Props> | undefined;
  const fetch = async () => { there = await fetched(); };
  function Later(props: Props): ReactNode {
    const [, look] = useState(0);
    useEffect(() => {
      if (!there) {
        // what cannot be fetched is a fault of the page, as any other
        fetch().then(() => look(1), (fault: unknown) => look(() => { throw fault; }));
      }
    }, []);
    return there ? createElement(there, props) : null;
  }
  return Object.assign(Later, { fetch });
}
