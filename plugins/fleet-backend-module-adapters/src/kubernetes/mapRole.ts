import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readRole } from './readAccess';
import type { RoleObject } from './schema';

export function mapRole(role: RoleObject, context: MapContext): Mapped {
  return readRole(role, context);
}
