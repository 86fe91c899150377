import { idOf } from '../compliance/keys';
import type { Resource } from './types';

/** What tells the resources of one cluster apart. */
export function resourceKey({
  group,
  kind,
  namespace,
  name,
}: Resource): string {
  return JSON.stringify([group, kind, namespace, name]);
}

/** What tells apart the resources of all deliveries. */
export function thingOf(deliveryId: string, resource: Resource): string {
  const { group, kind, namespace, name } = resource;
  return idOf([deliveryId, group, kind, namespace, name]);
}

/** The id of an episode of a thing, by when it was found. */
export function episodeId(thing: string, foundAt: number): string {
  return idOf([thing, String(foundAt)]);
}
