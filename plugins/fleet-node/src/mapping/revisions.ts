import {
  boundedName,
  type Revision,
} from '@fleetview/backstage-plugin-fleet-common';

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const DIGEST = /^sha(?:256|384|512):[0-9a-f]{64,128}$/i;
const VERSION = /^v?\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]*)?$/;

/**
 * Tells what a revision is by its form: a commit (40 or 64 hexadecimal digits),
 * a digest, a tag that is a version; anything else is `other`.
 *
 * @public
 */
export function revisionOf(value: string): Revision {
  if (COMMIT.test(value)) return { type: 'commit', value: value.toLowerCase() };
  if (DIGEST.test(value)) return { type: 'digest', value: value.toLowerCase() };
  if (value.length <= 128 && VERSION.test(value)) return { type: 'tag', value };
  return { type: 'other', value: boundedName(value) };
}
