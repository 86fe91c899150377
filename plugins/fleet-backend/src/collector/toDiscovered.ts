import { kindId } from '../coverage/kindId';
import type { FoundGroup, FoundKind } from './findKinds';
import type { DiscoveredKind, OtherKinds, WatchKey } from './messages';
import { stateOf } from './stateOf';

/** What a cluster serves, as it is told. */
export type Discovered = { watches: DiscoveredKind[]; others?: OtherKinds[] };

/**
 * All that is to be told of what a cluster serves, in one message: a hundred kinds of a
 * cluster are nearly all not served, and thousands of clusters say so.
 *
 * @param options.off - what is not asked for, and why
 * @param options.polled - what is asked for now and then
 * @param options.isRead - whether something reads a kind, which then tells itself how it does
 */
export function toDiscovered(options: {
  off: readonly { key: WatchKey; reason: string }[];
  polled: readonly WatchKey[];
  groups: readonly FoundGroup[];
  found: readonly FoundKind[];
  isRead: (id: string) => boolean;
}): Discovered {
  const { off, polled, groups, found, isRead } = options;
  return {
    watches: [
      ...polled,
      ...off.map(
        ({ key, reason }): DiscoveredKind => ({
          ...key,
          state: 'not-asked',
          reason,
        }),
      ),
      ...groups.map(({ key, state, reason }) => ({
        ...key,
        state,
        ...(reason ? { reason } : {}),
      })),
      ...found.flatMap(kind =>
        kind.keys.map(key => ({
          ...key,
          ...wordsOf(kind, isRead(kindId(key))),
        })),
      ),
    ],
    ...(groups.length > 0
      ? { others: groups.map(({ others }) => others) }
      : {}),
  };
}

function wordsOf(
  { version, error }: FoundKind,
  isRead: boolean,
): Omit<DiscoveredKind, keyof WatchKey> {
  if (version) return { version };
  if (!error) return { state: 'not-served' };
  // Its group could not be read: that is not the same as not having it. A watch that
  // goes on tells by itself how it does.
  return isRead ? {} : { state: stateOf(error), reason: error.reason };
}
