import type { Scenario } from '../world/scenario/scenarioSchema';

/** Somebody of the simulated company, by the part that he has in it. */
export type SimulatedPerson = { name: string; title: string; team: string };

/** The team that sees everything. */
export const PLATFORM_TEAM = 'platform';

const PEOPLE: SimulatedPerson[] = [
  {
    name: 'platform-engineer',
    title: 'Platform engineer',
    team: PLATFORM_TEAM,
  },
  {
    name: 'storefront-lead',
    title: 'Team lead, Storefront',
    team: 'storefront',
  },
  {
    name: 'payments-developer',
    title: 'Developer, Payments',
    team: 'payments',
  },
];

/** The people of the teams that a scenario has. */
export function peopleOf(scenario: Pick<Scenario, 'teams'>): SimulatedPerson[] {
  const teams = new Set(scenario.teams.map(({ name }) => name));
  return PEOPLE.filter(({ team }) => teams.has(team));
}
