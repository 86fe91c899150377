import {
  observeDrift,
  type DriftEpisode,
  type DriftWatch,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  DriftDelivery,
  DriftLook,
  EpisodeData,
  Sighting,
  StoredEpisode,
} from './types';

/**
 * What is known of a thing's drift after it was looked at once more.
 *
 * @param known - its newest episode, if it lasts or ended a short time ago
 * @param look - when it was looked before, and of what nothing could be told then
 */
export function observe(options: {
  thing: string;
  delivery: Pick<DriftDelivery, 'id' | 'firstSeenAt'>;
  sighting: Pick<Sighting, 'verdict' | 'found'>;
  known: StoredEpisode | undefined;
  look: DriftLook | undefined;
  now: number;
}): DriftEpisode | undefined {
  const { sighting, known, now } = options;
  const watch = watchOf(options);
  const { found } = sighting;
  const paths = found?.data.isWhole
    ? []
    : found?.data.differences.map(({ path }) => path) ?? [];
  const { episode } = observeDrift(watch, {
    // Clocks of replicas differ: what is looked at now is not older than what was.
    at: Math.max(now, watch.lastObservedAt ?? now),
    verdict: sighting.verdict,
    paths,
    ...(found?.data.desiredRevision !== undefined && {
      desiredRevision: found.data.desiredRevision,
    }),
  });
  return episode && datedBy(episode, known, found?.data, now);
}

function watchOf({
  thing,
  delivery,
  known,
  look,
}: Pick<
  Parameters<typeof observe>[0],
  'thing' | 'delivery' | 'known' | 'look'
>): DriftWatch {
  const wasSeen =
    look !== undefined &&
    look.unseen !== 'all' &&
    !look.unseen.has(thing) &&
    !look.unseen.has(delivery.id) &&
    // Nothing was known of one that came later.
    delivery.firstSeenAt <= look.lookedAt;
  const wasInSync = wasSeen && (!known || known.endedAt !== undefined);
  return {
    ...(known && { episode: toEpisode(known) }),
    ...(look && { lastObservedAt: look.lookedAt }),
    ...(wasInSync && { lastInSyncAt: look.lookedAt }),
  };
}

function toEpisode(known: StoredEpisode): DriftEpisode {
  const { data, endedAt, notBefore, unconfirmedSince } = known;
  return {
    firstObservedAt: known.firstObservedAt,
    lastObservedAt: known.lastObservedAt,
    ...(notBefore !== undefined && { notBefore }),
    ...(data.paths.length > 0 && { paths: data.paths }),
    ...(data.pathsTruncated && { pathsTruncated: true as const }),
    ...(data.desiredRevision !== undefined && {
      desiredRevision: data.desiredRevision,
    }),
    flaps: known.flaps,
    inSyncMs: known.inSyncMs,
    ...(unconfirmedSince !== undefined && { isUnconfirmed: true as const }),
    ...(endedAt !== undefined && {
      healed: {
        at: endedAt,
        seconds: Math.round((endedAt - known.firstObservedAt) / 1000),
      },
    }),
  };
}

/**
 * An episode that begins now may have begun before anybody looked: the API server notes
 * when who wrote it wrote last, and it has been so at least since then.
 */
function datedBy(
  episode: DriftEpisode,
  known: StoredEpisode | undefined,
  data: Pick<EpisodeData, 'differences'> | undefined,
  now: number,
): DriftEpisode {
  const isNew = known?.firstObservedAt !== episode.firstObservedAt;
  const times = (data?.differences ?? []).flatMap(({ author, confidence }) =>
    confidence === 'owner' ? author?.time ?? [] : [],
  );
  if (!isNew || times.length === 0) return episode;
  const writtenAt = Math.min(...times);
  const { notBefore = 0, firstObservedAt } = episode;
  // What was seen in sync after it was written did not differ then, as far as anybody saw.
  const isKnown =
    writtenAt > notBefore && writtenAt < Math.min(now, firstObservedAt);
  return isKnown ? { ...episode, firstObservedAt: writtenAt } : episode;
}
