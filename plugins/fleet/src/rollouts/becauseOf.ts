import type { ReasonLink } from '@fleetview/backstage-plugin-fleet-common';
import type { Text } from '../translation';

/**
 * What a link of the chain comes to, in a few words: "admission denied", "window
 * closed". Nothing of a link that holds.
 */
export function becauseOf(
  reason: ReasonLink | undefined,
  t: Text,
): string | undefined {
  if (!reason) return undefined;
  const { link, state } = reason;
  if (state === 'failed') return t(`because.failed.${link}`);
  if (state === 'waiting') return t(`because.waiting.${link}`);
  return state === 'not-known' ? t(`because.not-known.${link}`) : undefined;
}
