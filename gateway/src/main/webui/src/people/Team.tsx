import { teamName } from './names';

/** A team as people write it, with its technical name for who points at it. */
export function Team({ name }: { name: string }) {
  return <span title={name}>{teamName(name)}</span>;
}
