import {
  boundedName,
  type FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { Reference } from './schema';

const MAX_GROUP_LENGTH = 253;
const MAX_UID_LENGTH = 128;

/** Kinds that reports in a namespace may name, and that are in none. */
const IN_NO_NAMESPACE = ['Namespace', 'Node', 'PersistentVolume'];

/**
 * What was looked at.
 *
 * @param namespace - of the report: that of its resources, where they do not say
 */
export function readResource(
  reference: Reference,
  namespace: string | undefined,
): FindingFact['resource'] {
  const { apiVersion = '', kind, name, uid } = reference;
  const slash = apiVersion.indexOf('/');
  const isOutside =
    IN_NO_NAMESPACE.includes(kind) || kind.startsWith('Cluster');
  const lies = reference.namespace || (isOutside ? undefined : namespace);
  return withoutUndefined({
    group: boundedName(
      apiVersion.slice(0, Math.max(0, slash)).slice(0, MAX_GROUP_LENGTH),
    ),
    kind: boundedName(kind),
    namespace: lies ? boundedName(lies) : undefined,
    name: boundedName(name),
    uid: uid ? boundedName(uid.slice(0, MAX_UID_LENGTH)) : undefined,
  });
}
