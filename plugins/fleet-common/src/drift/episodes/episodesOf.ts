import type { DriftEpisode, DriftObservation } from './DriftEpisode';

/**
 * How many paths of an episode are kept.
 *
 * @public
 */
export const MAX_EPISODE_PATHS = 200;

/** @public */
export type EpisodeOptions = {
  /** What differs again within this time, in milliseconds, goes on. */
  flapWindowMs: number;
};

/** @public */
export const DEFAULT_EPISODE_OPTIONS: EpisodeOptions = {
  flapWindowMs: 10 * 60 * 1000,
};

/**
 * What has to be known of a resource's past to understand its next observation.
 *
 * @public
 */
export type DriftWatch = {
  /** The last one, whether it lasts or is over. */
  episode?: DriftEpisode;
  lastInSyncAt?: number;
  lastObservedAt?: number;
};

/**
 * What is known after one more observation. One that is older than what is known changes
 * nothing. Only being seen in sync ends an episode; what is unknown leaves it open.
 *
 * @returns the watch, with an episode that began anew, went on, or ended
 * @public
 */
export function observeDrift(
  watch: DriftWatch,
  observation: DriftObservation,
  options: EpisodeOptions = DEFAULT_EPISODE_OPTIONS,
): DriftWatch {
  const { at, verdict } = observation;
  if (!Number.isFinite(at) || at < (watch.lastObservedAt ?? -Infinity)) {
    return watch;
  }
  const seen = { ...watch, lastObservedAt: at };
  const { episode } = watch;
  const isOpen = episode !== undefined && !episode.healed;
  switch (verdict) {
    case 'in-sync':
      return {
        ...seen,
        lastInSyncAt: at,
        ...(isOpen && { episode: healed(episode, at) }),
      };
    case 'drifted':
      return { ...seen, episode: drifted(watch, observation, options) };
    case 'unknown':
      return isOpen
        ? { ...seen, episode: { ...episode, isUnconfirmed: true } }
        : seen;
    default:
      // A verdict that nobody knows says no more than none.
      return seen;
  }
}

function healed(episode: DriftEpisode, at: number): DriftEpisode {
  const { isUnconfirmed: _, ...known } = episode;
  const isAtLeast = episode.notBefore === undefined;
  return {
    ...known,
    healed: {
      at,
      seconds: Math.round((at - episode.firstObservedAt) / 1000),
      ...(isAtLeast && { isAtLeast }),
    },
  };
}

function drifted(
  { episode, lastInSyncAt }: DriftWatch,
  { at, paths = [], desiredRevision }: DriftObservation,
  { flapWindowMs }: EpisodeOptions,
): DriftEpisode {
  const endedAt = episode?.healed?.at;
  const goesOn =
    episode !== undefined &&
    (endedAt === undefined || at - endedAt <= flapWindowMs);
  if (!goesOn) {
    return {
      firstObservedAt: at,
      lastObservedAt: at,
      ...(lastInSyncAt !== undefined && { notBefore: lastInSyncAt }),
      ...pathsOf([], paths),
      ...(desiredRevision !== undefined && { desiredRevision }),
      flaps: 0,
      inSyncMs: 0,
    };
  }
  const { healed: end, isUnconfirmed: _, ...known } = episode;
  return {
    ...known,
    lastObservedAt: at,
    ...pathsOf(episode.paths ?? [], paths, episode.pathsTruncated),
    ...(desiredRevision !== undefined && { desiredRevision }),
    ...(end && {
      flaps: episode.flaps + 1,
      // It was in sync from when it was first seen so until it was last seen so.
      inSyncMs:
        episode.inSyncMs + Math.max(0, (lastInSyncAt ?? end.at) - end.at),
    }),
  };
}

function pathsOf(
  known: readonly string[],
  added: readonly string[],
  wasTruncated?: true,
): Pick<DriftEpisode, 'paths' | 'pathsTruncated'> {
  const all = new Set(known);
  let isTruncated = wasTruncated ?? false;
  for (const path of added) {
    if (all.size < MAX_EPISODE_PATHS) all.add(path);
    else if (!all.has(path)) isTruncated = true;
  }
  return {
    ...(all.size > 0 && { paths: [...all].sort() }),
    ...(isTruncated && { pathsTruncated: true }),
  };
}

/** Of what was seen at once, what differs counts: it is the last to be understood. */
const ORDER: Readonly<Record<DriftObservation['verdict'], number>> = {
  'in-sync': 0,
  unknown: 1,
  drifted: 2,
};

/**
 * All episodes of one resource, the oldest first.
 *
 * @param observations - in any order
 * @public
 */
export function episodesOf(
  observations: Iterable<DriftObservation>,
  options: EpisodeOptions = DEFAULT_EPISODE_OPTIONS,
): DriftEpisode[] {
  const sorted = [...observations]
    .filter(({ at }) => Number.isFinite(at))
    .sort(
      (left, right) =>
        left.at - right.at || ORDER[left.verdict] - ORDER[right.verdict],
    );
  const episodes: DriftEpisode[] = [];
  let watch: DriftWatch = {};
  for (const observation of sorted) {
    watch = observeDrift(watch, observation, options);
    const { episode } = watch;
    if (!episode) continue;
    if (episodes.at(-1)?.firstObservedAt !== episode.firstObservedAt) {
      episodes.push(episode);
    } else {
      episodes[episodes.length - 1] = episode;
    }
  }
  return episodes;
}
