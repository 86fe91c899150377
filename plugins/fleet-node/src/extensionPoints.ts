import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ClusterSource } from './clusters';

/**
 * Adds adapters to the fleet.
 *
 * @public
 */
export interface FleetAdaptersExtensionPoint {
  /**
   * Adapters run in worker threads, so they are handed over by the place that
   * they load from rather than as values.
   *
   * @param modulePath - the absolute path of a module that exports
   *   `adapters: FleetAdapter[]`, as `require.resolve` gives it
   */
  addAdapterModule(modulePath: string): void;
}

/** @public */
export const fleetAdaptersExtensionPoint =
  createExtensionPoint<FleetAdaptersExtensionPoint>({ id: 'fleet.adapters' });

/**
 * Adds sources of clusters to the fleet.
 *
 * @public
 */
export interface FleetClusterSourcesExtensionPoint {
  addClusterSource(source: ClusterSource): void;
}

/** @public */
export const fleetClusterSourcesExtensionPoint =
  createExtensionPoint<FleetClusterSourcesExtensionPoint>({
    id: 'fleet.clusterSources',
  });
