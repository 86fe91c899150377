import {
  observeDrift,
  type DriftEpisode,
  type DriftWatch,
} from '@fleetview/backstage-plugin-fleet-common';
import type { DriftLook, Sighting, StoredEpisode } from './types';

/**
 * What is known of a thing's drift after it was looked at once more.
 *
 * @param known - its newest episode, if it lasts or ended a short time ago
 * @param look - when it was looked before, and of what nothing could be told then
 */
export function observe(options: {
  thing: string;
  deliveryId: string;
  sighting: Pick<Sighting, 'verdict' | 'found'>;
  known: StoredEpisode | undefined;
  look: DriftLook | undefined;
  now: number;
}): DriftEpisode | undefined {
  const { sighting, now } = options;
  const watch = watchOf(options);
  const { found } = sighting;
  const paths = found?.data.isWhole
    ? []
    : found?.data.differences.map(({ path }) => path) ?? [];
  return observeDrift(watch, {
    // Clocks of replicas differ: what is looked at now is not older than what was.
    at: Math.max(now, watch.lastObservedAt ?? now),
    verdict: sighting.verdict,
    paths,
    ...(found?.data.desiredRevision !== undefined && {
      desiredRevision: found.data.desiredRevision,
    }),
  }).episode;
}

function watchOf({
  thing,
  deliveryId,
  known,
  look,
}: Pick<
  Parameters<typeof observe>[0],
  'thing' | 'deliveryId' | 'known' | 'look'
>): DriftWatch {
  const wasSeen =
    look !== undefined &&
    look.unseen !== 'all' &&
    !look.unseen.has(thing) &&
    !look.unseen.has(deliveryId);
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
