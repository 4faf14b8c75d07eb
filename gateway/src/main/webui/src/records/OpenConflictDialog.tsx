import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { Json } from '../api/client';
import { explain } from '../app/explain';
import { ConflictDialog } from './ConflictDialog';
import { raise, type OpenConflict } from './conflicts';
import { takeBack } from './stored';

/** Asks which version holds, wherever one is by then. */
export function OpenConflictDialog({ conflict }: { conflict: OpenConflict }) {
  const { kind, id, mine, current } = conflict;
  const client = useQueryClient();
  const resolve = async (change: Json) => {
    raise(undefined);
    if (Object.keys(change).length > 0) {
      await takeBack(client, kind, id, change, current).catch((fault: unknown) => notifications.show({ color: 'red', ...explain(fault) }));
    }
  };
  return <ConflictDialog kind={kind} mine={mine} current={current} onClose={() => raise(undefined)} onResolve={(change) => void resolve(change)} />;
}
