import type { Connection } from '@fleetview/backstage-plugin-fleet-common';

/** No annotation that means a cluster is longer. */
const LONGEST = 512;

/**
 * What an annotation may call each cluster: its one name, `source/name` of each
 * of its records, and the names that an operator gave it, as long as no other
 * cluster has the same.
 */
export function referencesOf(connections: Connection[]): Map<string, string[]> {
  const owners = new Map<string, Set<string>>();
  for (const { id, name, names } of connections) {
    const called = [
      name,
      ...names
        .filter(({ present }) => present)
        .flatMap(record => [
          `${record.source}/${record.name}`,
          ...(record.givenBy === 'operator' ? [record.name] : []),
        ]),
    ];
    for (const each of called) {
      if (each.length > LONGEST) continue;
      owners.set(each, (owners.get(each) ?? new Set()).add(id));
    }
  }
  const references = new Map<string, string[]>();
  for (const [name, ids] of owners) {
    if (ids.size !== 1) continue;
    const [id] = ids;
    references.set(id, [...(references.get(id) ?? []), name]);
  }
  return references;
}
