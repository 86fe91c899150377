import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import type { KnownCluster } from '../clusters/ClusterRegistry';
import type { FleetConfig } from './FleetConfig';

/**
 * Finds names in the configuration that no cluster has, and those that several
 * have: neither says what it was meant to say.
 *
 * @param clusters - the known clusters with all names that sources give them
 */
export function checkClusterNames(
  config: Pick<
    FleetConfig,
    | 'attributes'
    | 'references'
    | 'merges'
    | 'splits'
    | 'extensions'
    | 'polls'
    | 'act'
    | 'budgets'
    | 'drift'
  >,
  clusters: readonly (Pick<KnownCluster, 'names' | 'othersNames'> &
    Partial<Pick<KnownCluster, 'name'>>)[],
): ConfigurationProblem[] {
  const used = [
    ...config.attributes.map(({ key, cluster }) => ({
      key: `${key}.cluster`,
      value: cluster,
      operatorsOnly: true,
      ofSeveral: 'counts for each',
    })),
    ...[...(config.extensions ?? []), ...(config.polls ?? [])].map(
      ({ key, cluster }) => ({
        key: `${key}.cluster`,
        value: cluster,
        operatorsOnly: true,
        ofSeveral: 'counts for each',
      }),
    ),
    ...[...(config.act ?? []), ...(config.drift?.auditWebhooks ?? [])].map(
      ({ key, cluster }) => ({
        key: `${key}.cluster`,
        value: cluster,
        operatorsOnly: true,
        // Credentials go where they were meant to go, or nowhere; so does what is told of one.
        ofSeveral: 'has no effect',
      }),
    ),
    ...config.references.flatMap(({ key, hub, cluster }) =>
      [
        [`${key}.hub`, hub],
        [`${key}.cluster`, cluster],
      ].map(([at, value]) => ({
        key: at,
        value,
        operatorsOnly: false,
        ofSeveral: 'counts for each',
      })),
    ),
    ...[...(config.merges ?? []), ...(config.splits ?? [])].flatMap(
      ({ key, clusters: together }) =>
        together.map(value => ({
          key: `${key}.clusters`,
          value,
          operatorsOnly: false,
          ofSeveral: 'has no effect',
        })),
    ),
  ];
  return [
    ...budgetsOfNobody(config, clusters),
    ...used.flatMap(({ key, value, operatorsOnly, ofSeveral }) => {
      const all = clusters.filter(({ names }) => names.includes(value));
      const named = operatorsOnly
        ? all.filter(({ othersNames = [] }) => !othersNames.includes(value))
        : all;
      if (named.length === 1) return [];
      if (named.length < all.length && named.length === 0) {
        const example = all[0].names.find(
          name => !all[0].othersNames?.includes(name),
        );
        return [
          {
            key,
            value,
            message: `is a name that the catalog or a hub gives to a cluster, and has no effect alone; write source/name, for example '${example}'`,
          },
        ];
      }
      return [
        {
          key,
          value,
          message:
            named.length === 0
              ? 'is the name of no cluster in any source; the entry has no effect'
              : `is the name of ${
                  named.length
                } clusters and ${ofSeveral}; write source/name, for example '${
                  named[0].names.find(name => name.includes('/')) ?? value
                }'`,
        },
      ];
    }),
  ];
}

/** Budgets are of clusters by their name alone, and of all that have it. */
function budgetsOfNobody(
  { budgets = [] }: Pick<FleetConfig, 'budgets'>,
  clusters: readonly Partial<Pick<KnownCluster, 'name'>>[],
): ConfigurationProblem[] {
  return budgets.flatMap(({ cluster }) =>
    cluster === undefined || clusters.some(({ name }) => name === cluster)
      ? []
      : [
          {
            key: 'fleet.budgets',
            value: cluster,
            message:
              'is the name of no cluster, and its budget has no effect; write the name alone, without its source',
          },
        ],
  );
}
