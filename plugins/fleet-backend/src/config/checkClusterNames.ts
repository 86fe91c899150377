import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import type { FleetConfig } from './FleetConfig';

/**
 * Finds names in the configuration that no cluster has, and those that several
 * have: neither says what it was meant to say.
 *
 * @param clusters - the known clusters with all names that sources give them
 */
export function checkClusterNames(
  config: Pick<FleetConfig, 'attributes' | 'references'>,
  clusters: readonly { names: readonly string[] }[],
): ConfigurationProblem[] {
  const used = [
    ...config.attributes.map(({ key, cluster }) => ({
      key: `${key}.cluster`,
      value: cluster,
    })),
    ...config.references.flatMap(({ key, hub, cluster }) => [
      { key: `${key}.hub`, value: hub },
      { key: `${key}.cluster`, value: cluster },
    ]),
  ];
  return used.flatMap(({ key, value }) => {
    const named = clusters.filter(({ names }) => names.includes(value));
    if (named.length === 1) return [];
    return [
      {
        key,
        value,
        message:
          named.length === 0
            ? 'is the name of no cluster in any source; the entry has no effect'
            : `is the name of ${
                named.length
              } clusters and counts for each; write source/name, for example '${
                named[0].names.find(name => name.includes('/')) ?? value
              }'`,
      },
    ];
  });
}
