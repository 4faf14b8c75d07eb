package crm.opportunities.forecast;

/**
 * Where a figure belongs: to somebody in a team.
 *
 * @param team null for none
 * @param owner null for what nobody owns
 */
record Leaf(String team, String owner) {}
