import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';

const LONGEST = 500;

/** Text of others as one line of ours. */
export function oneLine(text: string): string {
  const plain = withoutCredentials(
    text.slice(0, 2 * LONGEST).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' '),
  ).trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}
