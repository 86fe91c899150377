import type {
  BroughtResource,
  DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Resource } from './types';

/** A thing that a delivery brings. */
export function toResource(brought: BroughtResource): Resource {
  const { group, kind, namespace = '', name } = brought;
  return { group, kind, namespace, name };
}

/** The object of the delivery itself: what differs as a whole is told of it. */
export function ownResource({ source }: DeliveryFact): Resource {
  const { group, kind, namespace = '', name } = source;
  return { group, kind, namespace, name };
}
