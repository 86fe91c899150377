import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readBinding } from './readAccess';
import type { BindingObject } from './schema';

export function mapRoleBinding(
  binding: BindingObject,
  context: MapContext,
): Mapped {
  return readBinding(binding, context);
}
