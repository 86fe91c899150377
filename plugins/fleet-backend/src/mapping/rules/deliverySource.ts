import { ANNOTATION_DELIVERY_SOURCE } from '@fleetview/backstage-plugin-fleet-common';
import { findByLocation } from './locations';
import type { Rule } from './Rule';

/** The place of its configuration that an entity names itself. */
export const deliverySource: Rule = {
  id: 'delivery-source',
  find: (bindable, index) =>
    findByLocation(
      bindable,
      index.byDeliverySource,
      ANNOTATION_DELIVERY_SOURCE,
    ),
};
