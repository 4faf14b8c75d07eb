import { useParams } from '@tanstack/react-router';
import type { Kind } from './kinds';
import { RecordPage } from './RecordPage';

/** The page of a record of one kind, by the id in the address. */
export function recordRoute(kind: Kind) {
  return function RecordRoute() {
    const { id } = useParams({ strict: false }) as { id: string };
    return <RecordPage key={id} kind={kind} id={id} />;
  };
}
