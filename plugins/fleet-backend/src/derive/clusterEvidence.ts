import type { KnownCluster } from '../clusters/ClusterRegistry';
import { configuredAttributes } from './configuredAttributes';
import type { DeriveContext } from './DeriveContext';
import type { AttributeKey } from '../config/FleetConfig';
import type { ClusterStatement } from '../mapping/ClusterStatements';

/** What others than the cluster itself say of it. */
export type ClusterEvidence = {
  configured: Partial<Record<AttributeKey, string>>;
  configurationKey?: string;
  /** Of the catalog's Resources that claim to be it. */
  catalog: readonly ClusterStatement[];
  /** Whether the operator lets the catalog decide what permissions look at. */
  catalogTrusted: boolean;
};

/** What configuration and the catalog say of a cluster. */
export function clusterEvidence(
  { config, entities }: Pick<DeriveContext, 'config' | 'entities'>,
  cluster: KnownCluster,
): ClusterEvidence {
  return {
    ...configuredAttributes(config, cluster),
    catalog: entities.clusters.of(cluster.id),
    catalogTrusted: config.catalog.trusted ?? false,
  };
}

/**
 * The value that instances take from their cluster: of the owner, which decides
 * who may see them, only what may decide that.
 */
export function instanceDefault(
  { configured, catalog, catalogTrusted }: ClusterEvidence,
  key: 'environment' | 'owner',
): string | undefined {
  if (configured[key] !== undefined) return configured[key];
  const mayDecide = key === 'environment' || catalogTrusted;
  return mayDecide && catalog.length === 1 ? catalog[0].values[key] : undefined;
}
