import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readPolicy } from './readPolicy';
import type { PolicyObject } from './schema';

/** A policy of the whole cluster. */
export function mapClusterPolicy(
  policy: PolicyObject,
  context: MapContext,
): Mapped {
  return readPolicy(policy, context);
}
