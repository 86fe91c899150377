import { useEffect } from 'react';
import type {
  ClusterDetail,
  ClusterPage,
  ComponentFleet,
  CountedState,
  DeliveryPage,
  EntityKey,
  GetOverviewQuery,
  InstancePage,
  ListClustersQuery,
  AlertPage,
  AllocationPage,
  FindingPage,
  ListClusterAlertsQuery,
  ListClusterAllocationsQuery,
  ListClusterBudgetsQuery,
  ListClusterFindingsQuery,
  ListClusterPoliciesQuery,
  ListClusterStatementsQuery,
  ListUnboundQuery,
  Overview,
  PolicyPage,
  StatementPage,
  ListClusterTransitionsQuery,
  ListComponentTransitionsQuery,
  TransitionPage,
  UnboundPage,
  WorkloadPage,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Sight } from './sight';
import {
  useFleetQuery,
  usePagedFleetQuery,
  type PagedSight,
} from './useFleetQuery';

/** @public */
export function useOverview(query: GetOverviewQuery = {}): Sight<Overview> {
  return useFleetQuery({
    key: ['overview'],
    filter: query,
    read: (api, signal) => api.getOverview(query, signal),
  });
}

/** @public */
export function useClusters(
  query: Omit<ListClustersQuery, 'cursor'>,
): PagedSight<ClusterPage> {
  return usePagedFleetQuery({
    subject: ['clusters'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusters({ ...query, cursor }, signal),
  });
}

/** @public */
export function useCluster(clusterId: string): Sight<ClusterDetail> {
  return useFleetQuery({
    key: ['cluster', clusterId],
    read: (api, signal) => api.getCluster(clusterId, signal),
  });
}

/** @public */
export function useClusterInstances(
  clusterId: string,
  states: CountedState[] = [],
): PagedSight<InstancePage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'instances'],
    filter: states,
    read: (api, cursor, signal) =>
      api.listClusterInstances(clusterId, { state: states, cursor }, signal),
  });
}

/** @public */
export function useClusterWorkloads(
  clusterId: string,
  states: CountedState[] = [],
): PagedSight<WorkloadPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'workloads'],
    filter: states,
    read: (api, cursor, signal) =>
      api.listClusterWorkloads(clusterId, { state: states, cursor }, signal),
  });
}

/** @public */
export function useClusterDeliveries(
  clusterId: string,
  states: CountedState[] = [],
): PagedSight<DeliveryPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'deliveries'],
    filter: states,
    read: (api, cursor, signal) =>
      api.listClusterDeliveries(clusterId, { state: states, cursor }, signal),
  });
}

/**
 * What hubs say of a cluster, and what is read on it besides.
 *
 * @public
 */
export function useClusterStatements(
  clusterId: string,
  query: Omit<ListClusterStatementsQuery, 'cursor'>,
): PagedSight<StatementPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'statements'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterStatements(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * The alerts that fire on a cluster.
 *
 * @public
 */
export function useClusterAlerts(
  clusterId: string,
  query: Omit<ListClusterAlertsQuery, 'cursor'>,
): PagedSight<AlertPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'alerts'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterAlerts(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * What policies found on a cluster.
 *
 * @public
 */
export function useClusterFindings(
  clusterId: string,
  query: Omit<ListClusterFindingsQuery, 'cursor'>,
): PagedSight<FindingPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'findings'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterFindings(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * The policies of a cluster, and what is exempt from them.
 *
 * @public
 */
export function useClusterPolicies(
  clusterId: string,
  query: Omit<ListClusterPoliciesQuery, 'cursor'>,
): PagedSight<PolicyPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'policies'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterPolicies(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * What a cluster and the things on it cost.
 *
 * @public
 */
export function useClusterAllocations(
  clusterId: string,
  query: Omit<ListClusterAllocationsQuery, 'cursor'>,
): PagedSight<AllocationPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'allocations'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterAllocations(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * The budgets that cost tools keep for a cluster.
 *
 * @public
 */
export function useClusterBudgets(
  clusterId: string,
  query: Omit<ListClusterBudgetsQuery, 'cursor'>,
): PagedSight<StatementPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'budgets'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterBudgets(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * What changed on a cluster.
 *
 * @param query - what it is narrowed to, such as a namespace; all where absent
 * @public
 */
export function useClusterTransitions(
  clusterId: string,
  query: Omit<ListClusterTransitionsQuery, 'cursor' | 'limit'> = {},
): PagedSight<TransitionPage> {
  return usePagedFleetQuery({
    subject: ['cluster', clusterId, 'transitions'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listClusterTransitions(clusterId, { ...query, cursor }, signal),
  });
}

/**
 * A component over the fleet; its instances come in pages.
 *
 * @public
 */
export function useComponentFleet(
  entity: EntityKey,
): PagedSight<ComponentFleet> {
  return usePagedFleetQuery({
    subject: [
      'component',
      entity.kind,
      entity.namespace,
      entity.name,
      'instances',
    ],
    filter: undefined,
    read: (api, cursor, signal) => api.getComponent(entity, { cursor }, signal),
  });
}

/** Instances of one answer where all of them are asked for. */
const MANY = 200;

/**
 * All instances of a component, a page after the other, up to so many: what is sorted
 * and summed up over all of them has to be there.
 *
 * @returns `isComplete` once there is nothing more to come; `isCut` where there is
 *   more than was asked for
 * @public
 */
export function useComponentInstances(
  entity: EntityKey,
  most: number,
): {
  sight: Sight<ComponentFleet[]>;
  isComplete: boolean;
  isCut: boolean;
} {
  const { kind, namespace, name } = entity;
  const { sight, loadMore, isLoadingMore } = usePagedFleetQuery({
    subject: ['component', kind, namespace, name, 'all instances'],
    filter: undefined,
    read: (api, cursor, signal) =>
      api.getComponent(entity, { cursor, limit: MANY }, signal),
  });
  const loaded =
    sight.kind === 'ready'
      ? sight.data.reduce((sum, { instances }) => sum + instances.length, 0)
      : 0;
  const hasFailed = sight.kind === 'ready' && sight.failure !== undefined;
  const next =
    loaded < most && !isLoadingMore && !hasFailed ? loadMore : undefined;
  useEffect(() => {
    next?.();
    // Another one with each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [next === undefined, loaded]);
  return {
    sight,
    isComplete: sight.kind === 'ready' && loadMore === undefined,
    isCut: loadMore !== undefined && loaded >= most,
  };
}

/**
 * What changed for a component.
 *
 * @param query - what it is narrowed to, such as one cluster; all where absent
 * @public
 */
export function useComponentTransitions(
  entity: EntityKey,
  query: Omit<ListComponentTransitionsQuery, 'cursor' | 'limit'> = {},
): PagedSight<TransitionPage> {
  return usePagedFleetQuery({
    subject: [
      'component',
      entity.kind,
      entity.namespace,
      entity.name,
      'transitions',
    ],
    filter: query,
    read: (api, cursor, signal) =>
      api.listComponentTransitions(
        entity,
        { ...query, cursor, limit: 30 },
        signal,
      ),
  });
}

/**
 * What is bound to no component.
 *
 * @public
 */
export function useUnbound(
  query: Omit<ListUnboundQuery, 'cursor'> = {},
): PagedSight<UnboundPage> {
  return usePagedFleetQuery({
    subject: ['unbound'],
    filter: query,
    read: (api, cursor, signal) =>
      api.listUnbound({ ...query, cursor }, signal),
  });
}
