import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { patch, Refusal, type Json } from '../api/client';
import { explain } from '../app/explain';
import { undoable } from '../app/undo';
import type { Kind } from './kinds';
import { closed, opened } from './ownFields';
import { recordQuery } from './recordQuery';
import { earlier, some, takeBack, took as tookEverywhere, untouched } from './stored';

/** Sends a change of the version that was seen; answers the record as it is then. */
export type Send = (change: Json, version: unknown) => Promise<Json>;

interface How {
  /** Else the record is patched. */
  send?: Send;
  /** What the page shows before the server has said so; taken back where it refuses. */
  shown?: Json;
  /** Says what was done, with a way back to what was there. */
  undo?: string;
  /** Told of a refusal that comes after somebody chose between two versions; else it is shown. */
  refused?: (refusal: Refusal) => void;
}

/** Stores a change of the record that is shown; answers what was said against it. */
export type Store = (change: Json, how?: How) => Promise<Refusal | undefined>;

interface Conflict {
  mine: Json;
  current: Json;
  how: How;
}

/** Storing changes of one record: shown at once where it is wished, and never over what somebody else has stored meanwhile. */
export function useStore(kind: Kind, id: string) {
  const client = useQueryClient();
  const key = recordQuery(kind, id).queryKey;
  const [conflict, setConflict] = useState<Conflict>();
  const took = (changed: Json) => tookEverywhere(client, kind, id, changed);
  const over = (shown: Json) => client.setQueryData<Json>(key, (now) => now && { ...now, ...shown });
  const attempt = async (change: Json, how: How, seen: Json, version: unknown): Promise<Refusal | undefined> => {
    const shown = some(how.shown, change);
    over(shown);
    try {
      const stored = await (how.send ?? ((fields, of) => patch(`/${kind.collection}/${id}`, closed(fields), of)))(change, version);
      took(stored);
      if (how.undo) {
        const before = earlier(kind, Object.keys(change), seen, opened(stored));
        undoable(how.undo, () => takeBack(client, kind, id, before, opened(stored)));
      }
      return undefined;
    } catch (fault) {
      over(Object.fromEntries(Object.keys(shown).map((name) => [name, seen[name]])));
      if (fault instanceof Refusal && fault.status === 412 && fault.current) {
        if (version === seen.version && untouched(Object.keys(change), seen, opened(fault.current))) {
          return attempt(change, how, seen, fault.current.version);
        }
        setConflict({ mine: change, current: opened(fault.current), how });
        return undefined;
      }
      if (fault instanceof Refusal) {
        return fault;
      }
      throw fault;
    }
  };
  const store: Store = (change, how = {}) => {
    const seen = opened(client.getQueryData<Json>(key)!);
    return attempt(change, how, seen, seen.version);
  };
  const leave = () => {
    took(conflict!.current);
    setConflict(undefined);
  };
  const resolve = async (change: Json) => {
    const { current, how } = conflict!;
    leave();
    const refusal = Object.keys(change).length > 0 ? await attempt(change, how, current, current.version) : undefined;
    if (refusal) {
      (how.refused ?? ((fault) => notifications.show({ color: 'red', ...explain(fault) })))(refusal);
    }
  };
  return { took, store, conflict, leave, resolve };
}
