import type { ClusterDetail } from '@fleetview/backstage-plugin-fleet-common';
import {
  findWatch,
  type FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { decodeScope, WHOLE_CLUSTER } from '../coverage/scopes';

/** A kind that a cluster serves and that is meant to be read there. */
export type WatchedKind = {
  group: string;
  plural: string;
  /** Where it is read in one namespace alone. */
  namespace?: string;
  /** It is listed and watched now. */
  isRead: boolean;
  confirmedAt?: string;
};

/** What of a cluster's coverage is about objects of its own that are watched. */
export function watchedKinds(
  coverage: ClusterDetail['coverage'],
  adapters: readonly FleetAdapter[],
): WatchedKind[] {
  const kinds = new Map<string, WatchedKind>();
  for (const entry of coverage) {
    if (entry.state === 'not-served' || entry.state === 'not-asked') continue;
    const adapter = adapters.find(({ id }) => id === entry.adapter);
    const watch = findWatch(adapter, { group: entry.group, kind: entry.kind });
    if (!watch) continue;
    const isRead = entry.currency.current;
    // How a kind is called that users defined only its list tells.
    if (watch.plural === '*' && !isRead) continue;
    const plural = watch.plural === '*' ? entry.kind : watch.plural;
    const scope =
      entry.scope === WHOLE_CLUSTER ? undefined : decodeScope(entry.scope);
    const key = JSON.stringify([entry.group, plural, scope?.namespace]);
    // Two adapters may read one kind: that one of them does is enough.
    if (kinds.get(key)?.isRead) continue;
    kinds.set(key, {
      group: entry.group,
      plural,
      ...(scope ? { namespace: scope.namespace } : {}),
      isRead,
      ...(entry.currency.confirmedAt
        ? { confirmedAt: entry.currency.confirmedAt }
        : {}),
    });
  }
  return [...kinds.values()];
}
