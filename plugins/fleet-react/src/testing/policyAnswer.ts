import type {
  Enforcement,
  Health,
  ListClusterPoliciesQuery,
  PolicyPage,
  Severity,
  Statement,
  StatementType,
} from '@fleetview/backstage-plugin-fleet-common';

type Key =
  | 'type'
  | 'engine'
  | 'enforcement'
  | 'state'
  | 'severity'
  | 'category';

const VALUES: Record<Key, (item: Statement) => (string | undefined)[]> = {
  type: item => [item.type],
  engine: item => [item.engine],
  enforcement: ({ detail }) =>
    detail.type === 'policy' ? [detail.enforcement] : [],
  state: item => [item.health],
  severity: ({ detail }) => (detail.type === 'policy' ? [detail.severity] : []),
  category: ({ detail }) => (detail.type === 'policy' ? detail.categories : []),
};
const KEYS = Object.keys(VALUES) as Key[];

/** Policies and exceptions as the server narrows and counts them, on one page. */
export function policyAnswer(
  all: readonly Statement[],
  query: ListClusterPoliciesQuery,
): Pick<PolicyPage, 'items' | 'totals'> {
  const passes = (item: Statement, key: Key) => {
    const wanted: readonly string[] = query[key] ?? [];
    return (
      wanted.length === 0 ||
      VALUES[key](item).some(value => value && wanted.includes(value))
    );
  };
  const counted = (key: Key) => {
    const under = all.filter(item =>
      KEYS.every(other => other === key || passes(item, other)),
    );
    const values = new Set(under.flatMap(VALUES[key]));
    return [...values].flatMap(name =>
      name
        ? [
            {
              name,
              count: under.filter(item => VALUES[key](item).includes(name))
                .length,
            },
          ]
        : [],
    );
  };
  const items = all.filter(item => KEYS.every(key => passes(item, key)));
  return {
    items,
    totals: {
      total: items.length,
      types: counted('type').map(({ name, count }) => ({
        type: name as StatementType,
        count,
      })),
      roles: { about: 0, on: items.length },
      engines: counted('engine'),
      enforcements: counted('enforcement').map(({ name, count }) => ({
        enforcement: name as Enforcement,
        count,
      })),
      states: counted('state').map(({ name, count }) => ({
        state: name as Health,
        count,
      })),
      severities: counted('severity').map(({ name, count }) => ({
        severity: name as Severity,
        count,
      })),
      categories: counted('category'),
    },
  };
}
