import type { ClusterFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readClaimedUid, readClaims } from './readClaims';
import { readObject } from './readObject';
import type { ClusterClaimObject } from './schema';

/** What a member says of itself, one claim an object. It judges nothing. */
export function mapClusterClaim(
  claim: ClusterClaimObject,
  context: MapContext,
): Mapped {
  const value = claim.spec?.value;
  if (!value) return { skipped: 'irrelevant', detail: 'it claims nothing' };
  const claims = readClaims([{ name: context.source.name, value }]);
  const uid = readClaimedUid(claims);
  const fact: ClusterFact = joinDefined(
    factBase(context, claim.metadata),
    { type: 'cluster' },
    readObject(context, { health: 'unknown' }),
    {
      lifecycle: 'unknown',
      heartbeat: { state: 'unstated' },
      identity: uid ? { assertedBy: 'member', servers: [], uid } : undefined,
      claims,
      claimsOnly: true,
      sets: [],
      taints: [],
      blockedBy: [],
      references: [],
    },
  );
  return { facts: [fact] };
}
