import {
  boundedName,
  type SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Destination } from './schema';

const IN_CLUSTER_NAME = 'in-cluster';
const IN_CLUSTER_SERVER =
  /^https:\/\/kubernetes\.default(?:\.svc(?:\.cluster\.local)?)?\.?(?::443)?\/?$/i;

/**
 * The cluster that an Application delivers to. Each Argo CD calls its own
 * cluster by the same address and name, so these mean the observer.
 */
export function readDestination(destination: Destination): SubjectReference {
  const { server, name } = destination ?? {};
  if (server ? IN_CLUSTER_SERVER.test(server) : name === IN_CLUSTER_NAME) {
    return { type: 'observer' };
  }
  const address = addressOf(server);
  if (!address && !name) return { type: 'none' };
  return withoutUndefined({
    type: 'reference' as const,
    server: address,
    name: name ? boundedName(name) : undefined,
  });
}
