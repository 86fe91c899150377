import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import type { WatchedKind } from '../watchedKinds';

/** What adapters would read of a cluster that serves some groups, with the default role. */
export function candidateKinds(
  adapters: readonly FleetAdapter[],
  groupNames: readonly string[],
): WatchedKind[] {
  const kinds = new Map<string, WatchedKind>();
  for (const { watches } of adapters) {
    for (const { group, plural, extension } of watches) {
      // What kinds users define is not known before they are read.
      if (extension || plural === '*' || !groupNames.includes(group)) continue;
      kinds.set(`${plural}.${group}`, { group, plural, isRead: false });
    }
  }
  return [...kinds.values()];
}
