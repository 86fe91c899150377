import {
  boundedName,
  type ClusterFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  joinDefined,
  type Mapped,
  type PollContext,
} from '@fleetview/backstage-plugin-fleet-node';
import { readCluster } from './readCluster';
import { readConnection } from './readConnection';
import type { ClusterItem } from './schema';

/**
 * A cluster that an Argo CD delivers to, as its API tells it: what its Secret says, and
 * whether Argo CD is connected to it. That it is connected does not make it healthy.
 */
export function mapCluster(item: ClusterItem, context: PollContext): Mapped {
  const server = addressOf(item.server);
  if (!server) {
    return { skipped: 'malformed', detail: 'server: not an address' };
  }
  const version = item.info?.serverVersion || item.serverVersion;
  const fact: ClusterFact = joinDefined(
    readCluster({
      server,
      // Argo CD calls a cluster without a name by its address.
      name: boundedName(item.name || server),
      context,
    }),
    readConnection(item, context.answeredAt),
    { kubernetesVersion: version ? boundedName(version) : undefined },
  );
  return { facts: [fact] };
}
