import type { MapContext, Mapped } from '@fleetview/backstage-plugin-fleet-node';
import { readPolicy } from './readPolicy';
import type { PolicyObject } from './schema';

/** A policy of one namespace. */
export function mapPolicy(
  policy: PolicyObject,
  context: MapContext,
): Mapped {
  return readPolicy(policy, context);
}
