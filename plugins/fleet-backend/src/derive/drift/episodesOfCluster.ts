import {
  HEADLINE_DRIFT_CLASSES,
  type DriftEpisode,
} from '@fleetview/backstage-plugin-fleet-common';
import { componentLookup } from '../compliance/componentLookup';
import { Desires } from './Desires';
import { episodeId, resourceKey, thingOf } from './keys';
import { judgeDelivery } from './judgeDelivery';
import { observe } from './observe';
import { ownResource, toResource } from './toResource';
import { Wishes } from './Wishes';
import type {
  DriftDelivery,
  DriftDesire,
  DriftInputs,
  DriftWish,
  EpisodeData,
  EpisodeFate,
  Resource,
  Sighting,
  StoredEpisode,
} from './types';

/** An episode as it should be stored. */
export type EpisodeRow = Omit<StoredEpisode, 'hash'> & {
  delivery: DriftDelivery['fact'];
  observer: string;
  place: {
    entityRef: string;
    region: string;
    environment: string;
    tier: string;
    owner: string;
    system: string;
  };
  isHeadline: boolean;
  ignored?: { by: string; from: number; until: number };
};

/** What drifts on a cluster, after it was looked once more. */
export type DriftOutcome = {
  /** Episodes that last, begin, go on, or end now: all that there are to write. */
  episodes: EpisodeRow[];
  /** Of deliveries that are there no more: those that ended with them, and how. */
  ended: { id: string; fate: EpisodeFate }[];
  /** Of what is only behind nothing is kept once it is over: that is a rollout. */
  dropped: string[];
  look: {
    unseen: string[] | '*';
    unwatched: number;
    watched: number;
    /** When it has to be looked once more, whatever changes, in milliseconds since 1970. */
    lapsesAt?: number;
  };
  wishes: DriftWish[];
  desires: DriftDesire[];
};

/** More things of which nothing is known are not listed. */
const MOST_UNSEEN = 5_000;

/** What drifts on a cluster, by all that is known of it now. Pure. */
export function episodesOfCluster(inputs: DriftInputs): DriftOutcome {
  const { episodes: known } = inputs;
  const placeOf = placeLookup(inputs);
  const outcome: DriftOutcome = {
    episodes: [],
    ended: [],
    dropped: [],
    look: {
      unseen: [],
      unwatched: 0,
      watched: 0,
      ...(inputs.lapsesAt !== undefined && { lapsesAt: inputs.lapsesAt }),
    },
    wishes: [],
    desires: [],
  };
  const wishes = new Wishes(inputs);
  const desires = new Desires(inputs);
  const unseen: string[] = [];
  const left = new Map(known);
  const brought = new Set(
    inputs.deliveries.flatMap(({ fact }) =>
      fact.brings.resources.map(each => resourceKey(toResource(each))),
    ),
  );
  const lookup = {
    ...inputs,
    strays: [...inputs.present].flatMap(([key, thing]) =>
      brought.has(key) || !inputs.isWatched(thing.resource) ? [] : [thing],
    ),
  };
  for (const delivery of inputs.deliveries) {
    const isStale = delivery.staleReason !== undefined;
    const itself = thingOf(delivery.id, ownResource(delivery.fact));
    let seen = 0;
    for (const sighting of judgeDelivery(delivery, lookup)) {
      const thing = thingOf(delivery.id, sighting.resource);
      const before = left.get(thing);
      left.delete(thing);
      if (!isStale) {
        wishes.add(sighting);
        desires.add(delivery, sighting);
      }
      if (sighting.verdict === 'unknown') {
        if (!isStale) unseen.push(thing);
      } else if (thing !== itself || sighting.verdict === 'drifted') {
        seen += 1;
      }
      if (sighting.verdict !== 'drifted' && !isLasting(before)) continue;
      const row = rowOf({ inputs, delivery, sighting, thing, before, placeOf });
      if (!row) continue;
      if (row.endedAt !== undefined && row.class === 'behind') {
        outcome.dropped.push(row.id);
      } else {
        outcome.episodes.push(row);
      }
    }
    if (isStale) unseen.push(delivery.id);
    if (isStale || seen === 0) outcome.look.unwatched += 1;
    else outcome.look.watched += 1;
  }
  const deliveries = new Map(
    inputs.deliveries.map(({ id, staleReason }) => [id, staleReason]),
  );
  for (const episode of left.values()) {
    if (!isLasting(episode)) continue;
    // A delivery that cannot be read now may still bring it.
    if (deliveries.get(episode.deliveryId) !== undefined) continue;
    if (episode.class === 'behind') outcome.dropped.push(episode.id);
    else {
      outcome.ended.push({
        id: episode.id,
        // Nobody asked for it, and it is there no more.
        fate:
          episode.class === 'extra' && deliveries.has(episode.deliveryId)
            ? 'healed'
            : 'gone',
      });
    }
  }
  outcome.look.unseen = unseen.length > MOST_UNSEEN ? '*' : unseen;
  outcome.wishes = wishes.all;
  outcome.desires = desires.all;
  return outcome;
}

function isLasting(episode: StoredEpisode | undefined): boolean {
  return episode !== undefined && episode.endedAt === undefined;
}

/** Whom something belongs to on a cluster. */
type PlaceLookup = (
  delivery: DriftDelivery,
  resource: Resource,
) => EpisodeRow['place'];

function placeLookup({ belonging, tier }: DriftInputs): PlaceLookup {
  const componentOf = componentLookup(belonging.things);
  return (delivery, resource) => {
    const { namespace } = resource;
    const own = namespace ? componentOf(resource) : '';
    const entityRef = own || delivery.entityRef;
    const at =
      belonging.cells.get(`${namespace}/${entityRef}`) ??
      belonging.cells.get(
        `${delivery.fact.targetNamespace ?? ''}/${entityRef}`,
      ) ??
      belonging.cluster;
    return { entityRef, region: belonging.region, tier, ...at };
  };
}

function rowOf(options: {
  inputs: DriftInputs;
  delivery: DriftDelivery;
  sighting: Sighting;
  thing: string;
  before: StoredEpisode | undefined;
  placeOf: PlaceLookup;
}): EpisodeRow | undefined {
  const { inputs, delivery, sighting, thing, before, placeOf } = options;
  const { now, look } = inputs;
  const { resource, verdict, found } = sighting;
  const episode = observe({
    thing,
    delivery,
    sighting,
    known: before,
    look,
    now,
  });
  if (!episode) return undefined;
  const told = found ?? before;
  if (!told) return undefined;
  const goesOn =
    before !== undefined && before.firstObservedAt === episode.firstObservedAt;
  const unconfirmedSince = episode.isUnconfirmed
    ? before?.unconfirmedSince ?? now
    : undefined;
  const data: EpisodeData = {
    ...withoutPast(told.data),
    paths: episode.paths ?? [],
    ...(episode.pathsTruncated && { pathsTruncated: true }),
    ...(unconfirmedSince !== undefined &&
      sighting.reason && { unconfirmedReason: sighting.reason }),
  };
  const place = placeOf(delivery, resource);
  const row: EpisodeRow = {
    id: goesOn ? before.id : episodeId(thing, now),
    thing,
    deliveryId: delivery.id,
    delivery: delivery.fact,
    observer: delivery.observer,
    resource,
    place,
    class: told.class,
    because: told.because,
    isHeadline: HEADLINE_DRIFT_CLASSES.includes(told.class),
    same: told.same,
    // Who saw it first saw it first.
    seenBy: goesOn ? before.seenBy : told.seenBy,
    firstObservedAt: episode.firstObservedAt,
    lastObservedAt: lastObservedAt(episode, verdict, before, inputs),
    ...(episode.notBefore !== undefined && { notBefore: episode.notBefore }),
    flaps: episode.flaps,
    inSyncMs: episode.inSyncMs,
    ...(unconfirmedSince !== undefined && { unconfirmedSince }),
    ...(episode.healed && {
      endedAt: episode.healed.at,
      fate: 'healed' as const,
    }),
    data,
  };
  const ignored = ignoredBy(row, inputs);
  return { ...row, ...(ignored && { ignored }) };
}

/**
 * While it lasts and is seen, it was seen just now: that is not written again and again.
 * What is not seen any more, or is over, was seen until it was last looked.
 */
function lastObservedAt(
  { firstObservedAt }: DriftEpisode,
  verdict: Sighting['verdict'],
  before: StoredEpisode | undefined,
  { look, now }: DriftInputs,
): number {
  if (verdict === 'drifted') return firstObservedAt;
  if (before?.unconfirmedSince !== undefined) return before.lastObservedAt;
  const lookedAt = Math.min(look?.lookedAt ?? firstObservedAt, now);
  return Math.max(firstObservedAt, lookedAt);
}

function withoutPast({
  paths: _paths,
  pathsTruncated: _truncated,
  unconfirmedReason: _reason,
  ...data
}: Partial<EpisodeData> & Omit<EpisodeData, 'paths'>) {
  return data;
}

/** The exception of the ledger that lets it be, the one that lasts longest. */
function ignoredBy(
  { resource, place, data }: EpisodeRow,
  { clusterId, exceptions }: DriftInputs,
): EpisodeRow['ignored'] {
  const of = {
    clusterId,
    resource,
    place,
    paths: data.isWhole ? [''] : data.paths,
    isInPart:
      data.pathsTruncated === true || data.total > data.differences.length,
  };
  const [best] = exceptions
    .filter(({ covers }) => covers(of))
    .sort((left, right) => right.until - left.until);
  return best && { by: best.id, from: best.from, until: best.until };
}
