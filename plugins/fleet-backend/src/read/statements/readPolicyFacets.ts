import type {
  ListClusterPoliciesQuery,
  PolicyTotals,
} from '@fleetview/backstage-plugin-fleet-common';
import { readCategories } from '../../store/categoriesText';
import type { ReadContext, Row } from '../types';
import type { PolicyFilter } from './limitPolicies';
import { limitStatements } from './limitStatements';
import { selectStatements } from './selectStatements';

/** Names that are told of one facet. */
const NAMES = 50;

type Facets = Pick<
  PolicyTotals,
  'engines' | 'enforcements' | 'states' | 'severities' | 'categories'
>;
type Key = keyof PolicyFilter;

/** What of a group each key chooses from; none where it says nothing of it. */
const VALUES: Record<Key, (group: Row) => string[]> = {
  engine: ({ adapter }) => [adapter],
  enforcement: ({ enforcement }) => (enforcement ? [enforcement] : []),
  state: ({ health }) => (health ? [health] : []),
  severity: ({ severity }) => (severity ? [severity] : []),
  category: ({ categories }) => [...new Set(readCategories(categories ?? ''))],
};
const KEYS = Object.keys(VALUES) as Key[];

const COLUMNS = [
  'adapter',
  'enforcement',
  'health',
  'severity',
  'categories',
].map(name => `fact.${name}`);

/** Counts the policies and exceptions that a reader may see, each facet without its own filter. */
export async function readPolicyFacets(
  context: ReadContext,
  clusterId: string,
  { role, type, text, ...filter }: ListClusterPoliciesQuery,
): Promise<Facets> {
  const counts = Object.fromEntries(
    KEYS.map(key => [key, new Map<string, number>()]),
  ) as Record<Key, Map<string, number>>;
  const all = selectStatements(context.knex, clusterId, 'policies', {
    role,
    type,
    text,
  });
  for (const { query } of all) {
    const groups: Row[] = await limitStatements(context, query, 'policies')
      .groupBy(COLUMNS)
      .select(COLUMNS)
      .count({ things: '*' });
    for (const group of groups) {
      const failed = KEYS.filter(key => !passes(group, key, filter));
      for (const key of KEYS) {
        if (failed.some(other => other !== key)) continue;
        for (const value of VALUES[key](group)) {
          const count = counts[key].get(value) ?? 0;
          counts[key].set(value, count + Number(group.things));
        }
      }
    }
  }
  const told = (key: Key) =>
    [...counts[key]]
      .map(([name, count]) => ({ name, count }))
      .sort(
        (left, right) =>
          right.count - left.count || (left.name < right.name ? -1 : 1),
      )
      .slice(0, NAMES);
  return {
    engines: told('engine'),
    enforcements: told('enforcement').map(({ name, count }) => ({
      enforcement: name as PolicyTotals['enforcements'][number]['enforcement'],
      count,
    })),
    states: told('state').map(({ name, count }) => ({
      state: name as PolicyTotals['states'][number]['state'],
      count,
    })),
    severities: told('severity').map(({ name, count }) => ({
      severity: name as PolicyTotals['severities'][number]['severity'],
      count,
    })),
    categories: told('category'),
  };
}

function passes(group: Row, key: Key, filter: PolicyFilter): boolean {
  const wanted: readonly string[] = filter[key] ?? [];
  return (
    wanted.length === 0 ||
    VALUES[key](group).some(value => wanted.includes(value))
  );
}
