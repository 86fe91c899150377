import {
  HEADLINE_DRIFT_CLASSES,
  type DriftAge,
  type DriftGroupKind,
  type ExceptionScopeRequest,
  type FleetDriftEpisode,
  type FleetDriftGroup,
  type FleetDriftPreview,
  type FleetDriftTotals,
  type ListDriftQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function ageOf({ firstObservedAt, ended }: FleetDriftEpisode): DriftAge {
  const ms = Date.parse(ended?.at ?? '') || NOW;
  const lasted = ms - Date.parse(firstObservedAt);
  if (lasted < HOUR_MS) return 'hour';
  if (lasted < DAY_MS) return 'day';
  if (lasted < 7 * DAY_MS) return 'week';
  return lasted < 30 * DAY_MS ? 'month' : 'longer';
}

function keyOf(episode: FleetDriftEpisode, by: DriftGroupKind): string {
  switch (by) {
    case 'age':
      return ageOf(episode);
    case 'cluster':
      return episode.cluster.id;
    case 'component':
      return episode.entityRef ?? '';
    case 'owner':
      return episode.owner ?? '';
    default:
      return episode[by];
  }
}

const FILTERS = [
  'class',
  'age',
  'owner',
  'component',
  'cluster',
  'region',
  'environment',
  'engine',
] as const;

/** The episodes that pass, without a filter by what they are grouped by. */
export function filterDrift(
  episodes: readonly FleetDriftEpisode[],
  query: ListDriftQuery,
  without?: DriftGroupKind,
): FleetDriftEpisode[] {
  const { state = 'open', same, system } = query;
  const passes = (wanted: readonly string[] | undefined, value: string) =>
    !wanted?.length || wanted.includes(value);
  return episodes.filter(
    episode =>
      (state === 'all' ||
        (episode.ended !== undefined) === (state === 'ended')) &&
      (state !== 'unconfirmed' || episode.unconfirmed !== undefined) &&
      isTold(episode, query.ignored) &&
      (same === undefined || without === 'same' || episode.same === same) &&
      passes(system, episode.system ?? '') &&
      FILTERS.every(
        key => key === without || passes(query[key], keyOf(episode, key)),
      ),
  );
}

function isTold(
  { ignored }: FleetDriftEpisode,
  wanted: ListDriftQuery['ignored'],
): boolean {
  if (wanted === 'too') return true;
  return (ignored !== undefined) === (wanted === 'only');
}

const countOf = (values: readonly (string | undefined)[]) =>
  new Set(values.filter(Boolean)).size;

export function driftTotals(
  found: readonly FleetDriftEpisode[],
  all: readonly FleetDriftEpisode[],
): FleetDriftTotals {
  const classes: Record<string, number> = {};
  for (const each of found)
    classes[each.class] = (classes[each.class] ?? 0) + 1;
  const headline = HEADLINE_DRIFT_CLASSES.reduce(
    (sum, each) => sum + (classes[each] ?? 0),
    0,
  );
  const healed = all.filter(({ ended }) => ended?.how === 'healed');
  return {
    episodes: found.length,
    headline,
    classes,
    unconfirmed: found.filter(each => each.unconfirmed).length,
    ignored: all.filter(each => each.ignored).length,
    components: countOf(found.map(each => each.entityRef)),
    clusters: countOf(found.map(each => each.cluster.id)),
    debt: {
      hours: headline * 48,
      unconfirmedHours: 0.15,
      undated: found.filter(each => !each.notBefore).length,
    },
    ...(healed.length > 0
      ? {
          repair: {
            healed: healed.length,
            meanSeconds: 40,
            medianSeconds: 40,
            isAtLeast: false,
          },
        }
      : {}),
  };
}

export function driftGroups(
  found: readonly FleetDriftEpisode[],
  by: DriftGroupKind,
): FleetDriftGroup[] {
  const groups = new Map<string, FleetDriftEpisode[]>();
  for (const each of found) {
    const key = keyOf(each, by);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups]
    .map(([key, of]) => ({
      key,
      ...(by === 'cluster' ? { name: of[0].cluster.name } : {}),
      episodes: of.length,
      headline: of.filter(each => each.isHeadline).length,
      unconfirmed: of.filter(each => each.unconfirmed).length,
      clusters: countOf(of.map(each => each.cluster.id)),
      owners: countOf(of.map(each => each.owner)),
      components: countOf(of.map(each => each.entityRef)),
      since: of.map(each => each.firstObservedAt).sort()[0],
      ...(by === 'same'
        ? {
            example: of[0],
            ownersOf: [...new Set(of.flatMap(each => each.owner ?? []))],
            clustersOf: of.map(each => each.cluster),
          }
        : {}),
    }))
    .sort((left, right) => right.episodes - left.episodes);
}

export function driftPreview(
  episodes: readonly FleetDriftEpisode[],
  scope: ExceptionScopeRequest,
): FleetDriftPreview {
  const isAny = (wanted: readonly string[] | undefined, value?: string) =>
    !wanted?.length || (value !== undefined && wanted.includes(value));
  const hidden = filterDrift(episodes, {}).filter(
    ({ cluster, resource, entityRef, paths }) =>
      isAny(scope.clusters, cluster.id) &&
      isAny(scope.namespaces, resource.namespace) &&
      isAny(scope.entities, entityRef) &&
      (!scope.resource ||
        (scope.resource.kind === resource.kind &&
          scope.resource.name === resource.name)) &&
      (scope.subjects?.includes('*') ||
        (paths.length > 0 &&
          paths.every(path => scope.subjects?.includes(path)))),
  );
  return {
    episodes: hidden.length,
    headline: hidden.filter(({ isHeadline }) => isHeadline).length,
    components: countOf(hidden.map(each => each.entityRef)),
    clusters: countOf(hidden.map(each => each.cluster.id)),
    examples: hidden.slice(0, 5),
  };
}
