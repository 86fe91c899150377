import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ANNOTATION_KUBERNETES_API_SERVER } from '@backstage/plugin-kubernetes-common';
import {
  ANNOTATION_CLUSTER_ID,
  isProvidedByFleet,
  type Connection,
} from '@fleetview/backstage-plugin-fleet-common';

/** The source of the Kubernetes plugin's clusters that stand in the catalog. */
const CATALOG_SOURCE = 'kubernetes:catalog';

/** Whether somebody wrote an entity of any of these clusters. */
export function hasDescribed(connections: Connection[]): boolean {
  return connections.some(isFromCatalog);
}

/**
 * Clusters that somebody wrote an entity of: they have that one, and not a second
 * one of ours.
 *
 * @param entities - Resources of type `kubernetes-cluster`
 * @returns the reference of the entity, by the id of the cluster
 */
export function findDescribed(
  connections: Connection[],
  entities: Entity[],
): Map<string, string> {
  const written = entities.filter(entity => !isProvidedByFleet(entity));
  const described = new Map<string, string>();
  for (const connection of connections) {
    if (!isFromCatalog(connection)) continue;
    const names = connection.names
      .filter(({ source, present }) => present && isCatalogSource(source))
      .map(({ name }) => name);
    const found = written.find(
      entity =>
        entity.metadata.annotations?.[ANNOTATION_CLUSTER_ID] ===
          connection.id ||
        (names.includes(entity.metadata.name) && leadsTo(entity, connection)),
    );
    if (found) described.set(connection.id, stringifyEntityRef(found));
  }
  return described;
}

function isFromCatalog({ lifecycle, sources }: Connection): boolean {
  return lifecycle === 'in-use' && sources.some(isCatalogSource);
}

function isCatalogSource(source: string): boolean {
  return source === CATALOG_SOURCE || source.startsWith(`${CATALOG_SOURCE}:`);
}

/** Entities of two namespaces may have the same name; the address tells them apart. */
function leadsTo(entity: Entity, { access }: Connection): boolean {
  const url = entity.metadata.annotations?.[ANNOTATION_KUBERNETES_API_SERVER];
  if (!url || !access.server || access.source === undefined) return true;
  if (!isCatalogSource(access.source)) return true;
  return withoutSlash(url) === withoutSlash(access.server);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '').toLocaleLowerCase('en');
}
