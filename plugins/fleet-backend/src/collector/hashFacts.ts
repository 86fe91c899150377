import { createHash } from 'node:crypto';
import type { Fact } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Tells whether an object says the same as before. Mappers build their facts in
 * a fixed order of keys, so equal facts have equal text.
 */
export function hashFacts(facts: Fact[]): string {
  return createHash('sha1').update(JSON.stringify(facts)).digest('base64url');
}
