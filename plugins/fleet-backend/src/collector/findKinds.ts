import {
  EVERY_KIND,
  watchOfKind,
  type AdapterWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import type {
  DiscoveredResource,
  Discovery,
  KubernetesError,
} from '@fleetview/kube-watch';
import type { OtherKinds, WatchKey } from './messages';
import { stateOf } from './stateOf';

/** Something that is to be read, under the keys of its scopes. */
export type WantedKind = { watch: AdapterWatch; keys: WatchKey[] };

/** What discovery says of it. */
export type FoundKind = WantedKind & {
  /** The version to read it in; absent where it is not served. */
  version?: string;
  /** Why nobody knows whether it is. */
  error?: KubernetesError;
  hasGroup: boolean;
};

/** What discovery says of a group of which every kind is read. */
export type FoundGroup = {
  kinds: FoundKind[];
  /** Of the group as a whole. */
  key: WatchKey;
  state: OtherKinds['state'];
  reason?: string;
  others: OtherKinds;
};

/** Over time a cluster may have some times more kinds than at once; who makes them up has not ever more. */
const KINDS_OVER_TIME = 2;

function isReadable({ verbs }: DiscoveredResource): boolean {
  return verbs.includes('list') && verbs.includes('watch');
}

/** The version that a kind is read in: the first of those wanted that has it. */
export function findKind(wanted: WantedKind, discovery: Discovery): FoundKind {
  const { watch } = wanted;
  const served = discovery.groups.find(group => group.group === watch.group);
  const failed = served?.versions.find(candidate => candidate.error);
  const version = watch.versions.find(name =>
    served?.versions.some(
      candidate =>
        candidate.version === name &&
        candidate.resources.some(
          resource => resource.plural === watch.plural && isReadable(resource),
        ),
    ),
  );
  return {
    ...wanted,
    ...(version ? { version } : {}),
    ...(failed?.error ? { error: failed.error } : {}),
    hasGroup: served !== undefined,
  };
}

/** All kinds of a group, each once, in the first of the versions wanted that has it. */
function kindsOf(
  watch: AdapterWatch,
  served: Discovery['groups'][number] | undefined,
): DiscoveredResource[] {
  const kinds = new Map<string, DiscoveredResource>();
  const plurals = new Set<string>();
  const ofVersion = (name: string) =>
    served?.versions.find(({ version }) => version === name)?.resources ?? [];
  for (const resource of watch.versions.flatMap(ofVersion)) {
    const isOther = !kinds.has(resource.kind) && !plurals.has(resource.plural);
    if (!isOther || !isReadable(resource)) continue;
    kinds.set(resource.kind, resource);
    plurals.add(resource.plural);
  }
  return [...kinds.values()].sort((left, right) =>
    left.kind < right.kind ? -1 : 1,
  );
}

/**
 * The kinds of a group of which every one is read, as far as there are not too many.
 *
 * @param known - those that were read before, which go on being read; new ones are added to it
 */
export function findGroup(
  { watch, adapter }: { watch: AdapterWatch; adapter: string },
  discovery: Discovery,
  known: Set<string>,
): FoundGroup {
  const { group, everyKind } = watch;
  const atMost = everyKind?.atMost ?? 0;
  const key: WatchKey = { adapter, group, kind: EVERY_KIND };
  const served = discovery.groups.find(found => found.group === group);
  const failed = served?.versions.find(
    ({ version, error }) => error && watch.versions.includes(version),
  );
  const all = kindsOf(watch, served);
  const before = all.filter(({ kind }) => known.has(kind)).slice(0, atMost);
  const added = all
    .filter(({ kind }) => !known.has(kind))
    .slice(
      0,
      Math.max(
        0,
        Math.min(atMost - before.length, atMost * KINDS_OVER_TIME - known.size),
      ),
    );
  for (const { kind } of added) known.add(kind);
  const kinds = [...before, ...added].map(
    ({ kind, plural, namespaced, version }): FoundKind => ({
      watch: watchOfKind(watch, { kind, plural, namespaced }),
      keys: [{ adapter, group, kind }],
      version,
      hasGroup: true,
    }),
  );
  const others = { adapter, group };
  if (failed?.error) {
    const state = stateOf(failed.error);
    const { reason } = failed.error;
    return {
      kinds,
      key,
      state,
      reason,
      others: { ...others, state, reason, unlessWatched: true },
    };
  }
  if (kinds.length < all.length) {
    const reason = `${all.length} kinds are served, of which ${
      kinds.length
    } are read: at most ${atMost} at once, and ${
      atMost * KINDS_OVER_TIME
    } since the cluster was connected to`;
    return {
      kinds,
      key,
      state: 'invalid',
      reason,
      others: { ...others, state: 'not-asked', reason },
    };
  }
  return {
    kinds,
    key,
    state: 'not-served',
    ...(kinds.length > 0
      ? { reason: 'its kinds are read by their own names' }
      : {}),
    others: { ...others, state: 'not-served' },
  };
}
