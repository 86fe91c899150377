import type {
  DriftClass,
  FleetDriftAuthor,
  FleetDriftDifference,
  FleetDriftEpisode,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ClassifiedPlace, EpisodeData } from '../../derive/drift/types';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { UNASSIGNED } from '../../derive/resolveAttributes';

/** Paths that a line of a list has; its detail has all. */
const PATHS = 20;

export type EpisodeReading = Pick<ReadContext, 'now'> & {
  names: ReadonlyMap<string, string>;
};

const or = (text: string, none = ''): string | undefined =>
  text === none || text === UNASSIGNED ? undefined : text;

/** A row of the table `drift_episode`. */
export function toEpisode(
  row: Row,
  { now, names }: EpisodeReading,
): FleetDriftEpisode {
  const data: EpisodeData = JSON.parse(row.data);
  const clusterOf = (id: string) => ({ id, name: names.get(id) ?? id });
  const isIgnored =
    row.ignored_by !== null &&
    Number(row.ignored_from) <= now &&
    Number(row.ignored_until) > now;
  return defined({
    id: row.id,
    cluster: clusterOf(row.cluster_id),
    engine: row.engine,
    delivery: defined({
      observer: clusterOf(row.observer),
      kind: row.delivery_kind,
      namespace: or(row.delivery_namespace),
      name: row.delivery_name,
    }),
    resource: defined({
      group: row.api_group,
      kind: row.kind,
      namespace: or(row.namespace),
      name: row.name,
    }),
    entityRef: or(row.entity_ref),
    owner: or(row.owner),
    system: or(row.system),
    region: row.region,
    environment: row.environment,
    class: row.class as DriftClass,
    because: row.because,
    isHeadline: Boolean(row.headline),
    author: authorOf(data, row.class),
    paths: data.paths.slice(0, PATHS),
    pathsTotal: Math.max(data.isWhole ? 0 : data.total, data.paths.length),
    isWhole: data.isWhole || undefined,
    message: data.message ?? data.problem,
    same: row.same,
    seenBy: row.seen_by,
    firstObservedAt: toTime(row.first_observed_at) as string,
    lastObservedAt: toTime(lastObservedAt(row, now)) as string,
    notBefore: toTime(row.not_before),
    flaps: row.flaps,
    unconfirmed: unconfirmedOf(row, data),
    ended: endOf(row),
    desiredRevision: data.desiredRevision,
    appliedRevision: data.appliedRevision,
    ignored: isIgnored
      ? {
          exceptionId: row.ignored_by,
          until: toTime(row.ignored_until) as string,
        }
      : undefined,
  });
}

/** What lasts and is seen is seen now. */
function lastObservedAt(row: Row, now: number): number {
  const isSeen = row.ended_at === null && row.unconfirmed_since === null;
  return isSeen ? now : Number(row.last_observed_at);
}

function unconfirmedOf(
  row: Row,
  { unconfirmedReason }: EpisodeData,
): FleetDriftEpisode['unconfirmed'] {
  if (row.unconfirmed_since === null || row.ended_at !== null) return undefined;
  return defined({
    since: toTime(row.unconfirmed_since) as string,
    reason: unconfirmedReason,
  });
}

function endOf(row: Row): FleetDriftEpisode['ended'] {
  if (row.ended_at === null) return undefined;
  return defined({
    at: toTime(row.ended_at) as string,
    how: row.fate,
    seconds: Math.round(
      (Number(row.ended_at) - Number(row.first_observed_at)) / 1000,
    ),
    isAtLeast: row.not_before === null || undefined,
  });
}

/** Who wrote what the class of the whole is by. */
function authorOf(
  { differences }: EpisodeData,
  of: string,
): FleetDriftAuthor | undefined {
  const written = differences.filter(({ author }) => author);
  const place =
    written
      .filter(each => each.class === of)
      .sort(
        (left, right) => (right.author?.time ?? 0) - (left.author?.time ?? 0),
      )[0] ?? undefined;
  return place && toAuthor(place);
}

function toAuthor({
  author,
  confidence,
  ambiguousWith = [],
}: ClassifiedPlace): FleetDriftAuthor | undefined {
  if (!author || confidence === 'none') return undefined;
  return defined({
    manager: author.manager,
    operation: author.operation,
    subresource: author.subresource,
    at: toTime(author.time),
    confidence: ambiguousWith.length > 0 ? ('ambiguous' as const) : confidence,
    others:
      ambiguousWith.length > 0
        ? [...new Set(ambiguousWith.map(({ manager }) => manager))]
        : undefined,
  });
}

/** One place that differs, with its values. */
export function toDifference(place: ClassifiedPlace): FleetDriftDifference {
  return defined({
    path: place.path,
    kind: place.kind,
    isSecret: place.isSecret,
    desired: place.desired,
    live: place.live,
    class: place.class,
    because: place.because,
    author: toAuthor(place),
  });
}
