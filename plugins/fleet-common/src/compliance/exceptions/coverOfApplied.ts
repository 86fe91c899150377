import type { ExceptionFact } from '../../facts';
import type { ExceptionScope, WaivedPolicy } from './ExceptionScope';

/**
 * How an exception of the ledger covers one that an engine has.
 *
 * - `covers`: all that it exempts is in the ledger
 * - `resembles`: the same policies and places, but the ledger names a resource or an entity,
 *   and what the engine says in its own words cannot be held against that
 *
 * @public
 */
export type AppliedCover = 'covers' | 'resembles';

/** An exception as an engine applies it, and where. */
export type AppliedException = Pick<
  ExceptionFact,
  'engine' | 'policies' | 'namespaces'
> & { clusterId: string };

/**
 * Whether an exception of the ledger is what stands behind one that an engine applies: by
 * what both are of, never by what the object says of itself. Whoever writes to a cluster
 * could claim any approval.
 *
 * @returns nothing where it exempts anything that the ledger does not
 * @public
 */
export function coverOfApplied(
  scope: ExceptionScope,
  applied: AppliedException,
): AppliedCover | undefined {
  const { clusters, namespaces, resource, entities } = scope;
  if (clusters.length > 0 && !clusters.includes(applied.clusterId)) {
    return undefined;
  }
  const isWithin =
    namespaces.length === 0 ||
    (applied.namespaces.length > 0 &&
      applied.namespaces.every(name => namespaces.includes(name)));
  if (!isWithin) return undefined;
  const own = scope.policies.filter(
    ({ engine }) => engine === undefined || engine === applied.engine,
  );
  // One without policies is of all that the engine has.
  const areWaived =
    applied.policies.length === 0
      ? own.some(waived => waived.name === '*')
      : applied.policies.every(policy =>
          own.some(waived => isWaived(policy, waived)),
        );
  if (!areWaived) return undefined;
  return resource || entities.length > 0 ? 'resembles' : 'covers';
}

function isWaived(
  { name, rules }: ExceptionFact['policies'][number],
  waived: WaivedPolicy,
): boolean {
  if (waived.name === '*') return true;
  if (waived.name !== name) return false;
  if (waived.rules.length === 0) return true;
  return rules.length > 0 && rules.every(rule => waived.rules.includes(rule));
}
