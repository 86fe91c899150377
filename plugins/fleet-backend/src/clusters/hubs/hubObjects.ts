import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import type { HubConfig } from '../../config/FleetConfig';

/** A name that may stand in a path of an API server: what Kubernetes allows objects to be called. */
const PATH_SAFE = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Whether a name can be put into a URL's path without leading elsewhere. */
export function isPathSafe(name: string): boolean {
  return PATH_SAFE.test(name) && !name.includes('..');
}

/** A value of a Secret, decoded; undefined for what is not there. */
export function secretValue(
  secret: KubernetesObject,
  key: string,
): string | undefined {
  const data = secret.data as Record<string, unknown> | undefined | null;
  if (typeof data !== 'object' || data === null) return undefined;
  if (!Object.hasOwn(data, key)) return undefined;
  const value = data[key];
  return typeof value === 'string'
    ? Buffer.from(value, 'base64').toString('utf8')
    : undefined;
}

/** A record as every hub's reader makes it: who named the cluster, and how. */
export function hubRecord(
  hub: HubConfig,
  record: Pick<ClusterRecord, 'name' | 'title' | 'origin' | 'access'> & {
    /** What the hub calls it, where that is not the record's name. */
    hubName?: string;
    /** UID of kube-system in the hub's own words; never from what the cluster or its agent writes. */
    hubUid?: string;
  },
): ClusterRecord {
  const { hubName, hubUid, ...rest } = record;
  return {
    ...rest,
    hub: {
      cluster: hub.cluster,
      name: hubName ?? record.name,
      ...(hubUid ? { uid: hubUid } : {}),
    },
    ...(hub.trusted ? { trusted: true } : {}),
  };
}

export function notAsked(
  reason: string,
  server?: string,
): ClusterRecord['access'] {
  return {
    type: 'not-asked',
    reason,
    ...(server === undefined ? {} : { server }),
  };
}

/** A text of an object, or undefined for whatever else stands there. */
export function textAt(object: unknown, ...path: string[]): string | undefined {
  let at = object;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) {
      return undefined;
    }
    at = (at as Record<string, unknown>)[part];
  }
  return typeof at === 'string' && at !== '' ? at.slice(0, 2_000) : undefined;
}
