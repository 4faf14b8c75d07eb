import i18next from 'i18next';

/** Whether a field names a person by the login name, or a team. */
export type Named = 'people' | 'teams';

const PEOPLE = new Set(['owner', 'successOwner', 'manager', 'offeredTo']);
const TEAMS = new Set(['team', 'ownerTeam']);

export function names(field: string): Named | undefined {
  return PEOPLE.has(field) ? 'people' : TEAMS.has(field) ? 'teams' : undefined;
}

const REGIONS = new Set(['emea', 'apac', 'dach', 'latam', 'uk', 'us', 'usa', 'eu']);

/** `sales-central` as people write it; a team that already has a name of its own keeps it. */
export function teamName(team: string): string {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(team) ? team.split('-').map((part) => (REGIONS.has(part) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1))).join(' ') : team;
}

/** Who acts without being a person, such as the platform, in words; of others the login name is all that is known. */
export function withoutName(login: string): string {
  return i18next.t(`actor.${login}`, { defaultValue: login });
}
