import type { WorldSystemDefinition } from '../WorldSystem';
import { ClusterApi } from './ClusterApi';
import { CLUSTER_API_TYPES, NAMESPACE } from './types';

/** Cluster API: the management cluster of the clusters that it delivers to. */
export const clusterApiSystem: WorldSystemDefinition = {
  id: 'cluster-api',
  types: CLUSTER_API_TYPES,
  namespaces: [NAMESPACE],
  create: context => new ClusterApi(context),
};
