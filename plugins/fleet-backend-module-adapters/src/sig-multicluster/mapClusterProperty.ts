import {
  boundedName,
  type ClusterFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readObject } from './readObject';
import {
  readClaimedUid,
  readClusterSet,
  readProperties,
} from './readProperties';
import type { ClusterPropertyObject } from './schema';

/** What a cluster says of itself, one property an object. It judges nothing. */
export function mapClusterProperty(
  property: ClusterPropertyObject,
  context: MapContext,
): Mapped {
  const properties = readProperties([
    { name: context.source.name, value: property.spec.value },
  ]);
  const uid = readClaimedUid(properties);
  const set = readClusterSet(properties);
  const fact: ClusterFact = joinDefined(
    factBase(context, property.metadata),
    { type: 'cluster' },
    readObject(context, { health: 'unknown' }),
    {
      lifecycle: 'unknown',
      heartbeat: { state: 'unstated' },
      identity: uid ? { assertedBy: 'member', servers: [], uid } : undefined,
      claims: properties,
      claimsOnly: true,
      sets: set ? [boundedName(set)] : [],
      taints: [],
      blockedBy: [],
      references: [],
    },
  );
  return { facts: [fact] };
}
