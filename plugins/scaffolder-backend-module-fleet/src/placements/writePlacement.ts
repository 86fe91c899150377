import type { AllowedPaths } from '../allowed';
import type { Changes } from '../workspace';
import { METHOD_RULES } from './methods';
import type { Method, Placed, Placement } from './Placement';

/** What goes by names of clusters, which need not be those of the portal. */
const BY_NAME: { readonly [M in Method]?: string } = {
  'argocd-list': 'Argo CD',
  'rancher-fleet': 'Rancher Fleet',
  karmada: 'Karmada',
};

/**
 * Writes what puts a component on clusters into what was fetched of a repository: on all of them,
 * or on none. One on which it is already is left as it is.
 */
export async function writePlacement(
  placement: Placement,
  changes: Changes,
  allowed: AllowedPaths,
): Promise<Placed> {
  const { placed, notes } = await changes.whole(() =>
    METHOD_RULES[placement.method].place(placement, changes, allowed),
  );
  return {
    placed,
    notes: [
      ...new Set([
        ...notes,
        ...nameNotes(placement, placed),
        ...differenceNotes(placement, placed),
      ]),
    ],
  };
}

/** What is to be different comes with a cluster that is new, and to no other. */
function differenceNotes(
  { clusters, values, images, replicas, patches, overrides }: Placement,
  placed: readonly string[],
): string[] {
  const hasSome =
    overrides !== undefined ||
    [values, images, replicas, patches].some(each => (each?.length ?? 0) > 0);
  return hasSome && placed.length < clusters.length
    ? [
        "What is to be different on these clusters is not brought to those that have the component already: that is 'fleet:manifest:edit'.",
      ]
    : [];
}

function nameNotes({ method }: Placement, placed: readonly string[]): string[] {
  const engine = BY_NAME[method];
  return engine && placed.length > 0
    ? [
        `What is written has the names that the portal has: check that ${engine} calls these clusters so.`,
      ]
    : [];
}
