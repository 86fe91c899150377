import type { ListExceptionsQuery } from '@fleetview/backstage-plugin-fleet-common';
import type { ExceptionAccess } from './ExceptionAccess';
import type { StoredException } from './StoredException';

type Filter = Omit<ListExceptionsQuery, 'state' | 'cursor' | 'limit'>;

/**
 * Whether an exception passes all filters but the one by state. One of all clusters holds on
 * each that there is.
 */
export function passesFilter(
  { kind, scope }: StoredException,
  access: ExceptionAccess,
  filter: Filter,
): boolean {
  const { entities } = access;
  const isAny = (wanted: readonly string[] | undefined, values: string[]) =>
    !wanted?.length || values.some(value => wanted.includes(value));
  const owners = () => [
    ...(scope.owner === undefined ? [] : [scope.owner]),
    ...scope.entities.flatMap(ref => entities.byRef.get(ref)?.owner ?? []),
  ];
  const clusters = () =>
    scope.clusters.length > 0 ? [...scope.clusters] : access.knownClusters;
  return (
    isAny(filter.kind, [kind]) &&
    isAny(filter.component, [...scope.entities]) &&
    isAny(
      filter.policy,
      scope.policies.map(({ name }) => name),
    ) &&
    isAny(filter.owner, owners()) &&
    (!filter.cluster?.length || isAny(filter.cluster, clusters()))
  );
}
