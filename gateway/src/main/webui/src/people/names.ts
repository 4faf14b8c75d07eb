/** Whether a field names a person by the login name, or a team. */
export type Named = 'people' | 'teams';

const PEOPLE = new Set(['owner', 'successOwner', 'manager', 'offeredTo']);
const TEAMS = new Set(['team', 'ownerTeam']);

export function names(field: string): Named | undefined {
  return PEOPLE.has(field) ? 'people' : TEAMS.has(field) ? 'teams' : undefined;
}
