import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readBinding } from './readAccess';
import type { BindingObject } from './schema';

export function mapClusterRoleBinding(
  binding: BindingObject,
  context: MapContext,
): Mapped {
  return readBinding(binding, context);
}
