import type { StoredException } from '../../exceptions/StoredException';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { recipientsOf } from '../recipients';

/**
 * Who is told of an exception of the ledger: who asked for it, and who owns what it is of.
 * Where it names no component, the owner that it was written down for is told.
 */
export function exceptionPeople(
  { requestedBy, scope }: Pick<StoredException, 'requestedBy' | 'scope'>,
  entities: EntityIndex,
): string[] {
  const owners = scope.entities.map(ref => entities.byRef.get(ref)?.owner);
  return recipientsOf([
    requestedBy,
    ...owners,
    ...(scope.entities.length === 0 ? [scope.owner] : []),
  ]);
}
