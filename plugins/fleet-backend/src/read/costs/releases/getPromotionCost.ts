import {
  addDays,
  dayNumber,
  dayOf,
  DEFAULT_RELEASE_SETTINGS,
  judgePromotionCost,
  promotionCost,
  type PromotionCostAnswer,
  type PromotionCostQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { CostSettings } from '../../../config/costSchema';
import { DAY_MS } from '../../../history/retention';
import { findCluster } from '../../findCluster';
import { readFleetCoverage } from '../../fleetCoverage';
import { readClusterNames } from '../../readClusterNames';
import { defined, toTime, type ReadContext } from '../../types';
import { limitedOf } from '../../visible';
import { limitedOfReleases } from './limitedOfReleases';
import { limitOfPromotion } from './limitOfPromotion';
import {
  byPlaceOf,
  measureRelease,
  unitKey,
  type MeasuredRelease,
} from './measureRelease';
import { readArrivals, type Arrival, type Release } from './readArrivals';
import { readTargets, type Target } from './readTargets';
import { readUnits, type Unit } from './readUnits';

/** A release that came longer ago is not measured. */
const DAYS = 90;

type Asked = Target & { isNew: boolean };

/**
 * What it would cost to bring a release to more clusters, and whether that is within a limit.
 * What is not known does not open the gate.
 *
 * @throws NotFoundError - if a cluster that is named is none, or none that the reader may
 *   see: without it the sum would be of fewer than was asked for
 */
export async function getPromotionCost(
  context: ReadContext,
  asked: PromotionCostQuery,
  settings: CostSettings,
): Promise<PromotionCostAnswer> {
  const { component } = asked;
  const query = {
    ...asked,
    from: await clustersOf(context, asked.from),
    to: await clustersOf(context, asked.to),
  };
  const today = dayNumber(dayOf(Math.floor(context.now / DAY_MS)));
  const units = await readUnits(context, component, {
    first: today - DAYS - DEFAULT_RELEASE_SETTINGS.weeks * 7,
    last: today - 1,
  });
  const { releases, arrivals } = await readArrivals(context, component);
  const release = releaseOf(releases, query.version);
  const targets = targetsOf({
    query,
    release,
    arrivals,
    running: await readTargets(context, component),
  });
  const best = release && bestOf(measuredOf(release, units, arrivals, query));
  const money = best?.money ?? moneyOf(units, today);
  const measured = best?.measured.cost.perReplica;
  const cost = promotionCost(
    measured,
    targets.map(each => ({ ...each, cluster: unitKey(each) })),
  );
  const limit = await limitOfPromotion(context, {
    entityRef: component,
    money,
    settings,
    ...(query.limit !== undefined && { given: query.limit }),
  });
  const isMixed = isInOther(units, targets, money);
  // Who sees some of the places only does not know that there are no others to pay for.
  const isInPart = limitedOf(context).limited !== undefined;
  const judged =
    release && !isMixed ? judgePromotionCost(cost, limit.perMonth) : 'unknown';
  const verdict = judged === 'within' && isInPart ? 'unknown' : judged;
  const clusterIds = [
    ...new Set([...units, ...targets].map(({ clusterId }) => clusterId)),
  ];
  const names = await readClusterNames(context, clusterIds);
  const unknown = new Set(cost.unknown);
  return defined({
    asOf: toTime(context.now) as string,
    component,
    version: release?.version ?? query.version,
    money: money || undefined,
    verdict,
    why:
      verdict === 'unknown'
        ? whyUnknown({ release, cost, limit, isMixed, isInPart, measured })
        : undefined,
    perReplica: measured,
    measuredOn: best?.measured.cost.byCluster.filter(
      each => each.perReplica?.effect !== undefined,
    ).length,
    targets: cost.targets,
    known: cost.known,
    perDay: cost.perDay,
    perMonth: cost.perMonth,
    to: targets.map(each =>
      defined({
        cluster: {
          id: each.clusterId,
          name: names.get(each.clusterId) ?? each.clusterId,
        },
        namespace: each.namespace,
        replicas: each.replicas,
        isNew: each.isNew,
        isKnown: !unknown.has(unitKey(each)),
      }),
    ),
    limit: defined(limit),
    coverage: await readFleetCoverage(context, clusterIds),
    ...limitedOfReleases(context),
  });
}

async function clustersOf(
  context: ReadContext,
  ids: readonly string[] = [],
): Promise<string[]> {
  const found: string[] = [];
  for (const id of new Set(ids)) {
    const cluster = await findCluster(context, id, true);
    found.push(cluster.id);
  }
  return found;
}

/** The newest one of a version, or of all. */
function releaseOf(
  releases: readonly Release[],
  version: string | undefined,
): Release | undefined {
  return releases.findLast(
    each => version === undefined || each.version === version,
  );
}

/**
 * Where a release is to go: where the component runs without it, and, of clusters that are
 * named, also where it does not run yet.
 */
function targetsOf(options: {
  query: PromotionCostQuery;
  release: Release | undefined;
  arrivals: readonly Arrival[];
  running: readonly Target[];
}): Asked[] {
  const { query, release, arrivals, running } = options;
  const { to = [], environment = [] } = query;
  const has = new Set(
    arrivals
      .filter(
        each =>
          each.release.rolloutId === release?.rolloutId && !each.takenBack,
      )
      .map(unitKey),
  );
  const isAsked = (target: Target) =>
    (to.length === 0 && environment.length === 0) ||
    to.includes(target.clusterId) ||
    environment.includes(target.environment);
  const there = new Set(running.map(({ clusterId }) => clusterId));
  return [
    ...running
      .filter(target => isAsked(target) && !has.has(unitKey(target)))
      .map(target => ({ ...target, isNew: false })),
    ...[...new Set(to)]
      .filter(id => !there.has(id))
      .map(clusterId => ({
        clusterId,
        namespace: '',
        environment: '',
        isNew: true,
      })),
  ];
}

type Measured = { money: string; measured: MeasuredRelease };

function measuredOf(
  release: Release,
  units: readonly Unit[],
  arrivals: readonly Arrival[],
  { from }: PromotionCostQuery,
): Measured[] {
  const byPlace = byPlaceOf(arrivals);
  return [...new Set(units.map(({ money }) => money))].sort().map(money => ({
    money,
    measured: measureRelease({
      release,
      units: units.filter(each => each.money === money),
      arrivals,
      byPlace,
      ...(from?.length && { from: new Set(from) }),
    }),
  }));
}

/** Of several currencies the one in which most of it is measured. */
function bestOf(measured: readonly Measured[]): Measured | undefined {
  const weight = ({ measured: { cost } }: Measured) =>
    cost.controlled * 1_000_000 + cost.measured;
  return [...measured].sort((a, b) => weight(b) - weight(a))[0];
}

/** The currency of most that is told of late. */
function moneyOf(units: readonly Unit[], today: number): string {
  const since = addDays(dayOf(today), -31);
  const counts = new Map<string, number>();
  for (const { money, days } of units) {
    if ((days.at(-1)?.day ?? '') < since) continue;
    counts.set(money, (counts.get(money) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

/** Whether a target's costs are told in another currency only: an effect in one says nothing of it. */
function isInOther(
  units: readonly Unit[],
  targets: readonly Asked[],
  money: string,
): boolean {
  return targets.some(target => {
    const own = units.filter(unit => unitKey(unit) === unitKey(target));
    return own.length > 0 && own.every(unit => unit.money !== money);
  });
}

function whyUnknown(options: {
  release: Release | undefined;
  cost: ReturnType<typeof promotionCost>;
  limit: PromotionCostAnswer['limit'];
  isMixed: boolean;
  isInPart: boolean;
  measured?: { effect?: number };
}): PromotionCostAnswer['why'] {
  const { release, cost, limit, isMixed, isInPart, measured } = options;
  if (!release) return 'no-release';
  if (cost.targets === 0) return isInPart ? 'seen-in-part' : 'no-target';
  if (isMixed) return 'currencies-differ';
  if (cost.known < cost.targets) {
    return measured?.effect === undefined
      ? 'effect-unknown'
      : 'replicas-unknown';
  }
  if (limit.perMonth === undefined) return 'limit-unknown';
  return isInPart ? 'seen-in-part' : undefined;
}
