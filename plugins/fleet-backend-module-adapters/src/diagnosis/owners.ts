import type { Pod } from './schema';

/** Whether one of some objects controls it. */
export function isOwnedBy(
  { ownerReferences }: Pod['metadata'],
  owners: ReadonlySet<string>,
): boolean {
  return ownerReferences.some(
    ({ controller, uid }) => controller === true && owners.has(uid),
  );
}

/** Where its ReplicaSets are not known, or not all: they are named for it and their template. */
export function isOfItsReplicaSet(
  { ownerReferences, labels }: Pod['metadata'],
  name: string,
): boolean {
  const hash =
    labels?.['pod-template-hash'] ?? labels?.['rollouts-pod-template-hash'];
  return (
    typeof hash === 'string' &&
    ownerReferences.some(
      owner =>
        owner.controller === true &&
        owner.kind === 'ReplicaSet' &&
        owner.name === `${name}-${hash}`,
    )
  );
}
