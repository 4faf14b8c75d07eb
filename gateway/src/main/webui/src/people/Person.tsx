import { usePerson } from '../records/titles';

/** Somebody by name, with the login name for who points at it. */
export function Person({ login }: { login: string }) {
  return <span title={login}>{usePerson(login)}</span>;
}
