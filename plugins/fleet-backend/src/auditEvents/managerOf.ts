import { boundedName } from '@fleetview/backstage-plugin-fleet-common';

/** As much of a name as the API server keeps, in bytes. */
const LONGEST = 128;

/**
 * What the managed fields of an object call who wrote it: what he asks to be called, else the
 * first part of his user agent, without what cannot be printed.
 */
export function managerOf(options: {
  /** As it was asked for in the request's address. */
  fieldManager: string | null;
  userAgent: string;
}): string {
  const { fieldManager, userAgent } = options;
  // As managed fields are read, so that the same name is the same text.
  if (fieldManager) return boundedName(fieldManager);
  let name = '';
  for (const character of userAgent.split('/', 1)[0]) {
    if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) continue;
    if (Buffer.byteLength(name + character) > LONGEST) break;
    name += character;
  }
  return boundedName(name);
}
