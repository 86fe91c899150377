import type { PolicyFact } from '../../facts';
import type { PolicyName } from '../units/complianceUnit';

/**
 * Where a hub places a policy, by its own names of the clusters.
 *
 * @public
 */
export type PolicyPlacement = PolicyName & {
  /** As the hub calls them. */
  clusters: string[];
  /** How many it counts; not all of them have to be among those that are named. */
  total: number;
};

/**
 * The clusters that a hub counts of a policy, under the name that results of it have:
 * Open Cluster Management calls its copies `<namespace>.<name>`, as `name` is not unique
 * there.
 *
 * @returns nothing of a policy that is switched off, of one of which the hub says nothing of
 *   the kind, and of sets: what is in a set is evaluated, and not the set
 * @public
 */
export function placementOfPolicy(
  fact: Pick<
    PolicyFact,
    | 'engine'
    | 'namespace'
    | 'name'
    | 'enforcement'
    | 'health'
    | 'clusters'
    | 'clustersTotal'
    | 'references'
  >,
): PolicyPlacement | undefined {
  const { engine, namespace, name, clusters, references } = fact;
  if (!clusters || fact.enforcement === 'none' || fact.health === 'suspended') {
    return undefined;
  }
  if (references.some(({ role }) => role === 'policy')) return undefined;
  const names = [...new Set(clusters.map(each => each.name))];
  // Of what was cut off nobody knows whether it is named twice.
  const cut = Math.max(0, (fact.clustersTotal ?? 0) - clusters.length);
  return {
    engine,
    policy: namespace ? `${namespace}.${name}` : name,
    clusters: names,
    total: names.length + cut,
  };
}
