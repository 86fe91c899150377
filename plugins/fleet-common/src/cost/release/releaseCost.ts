import { dayNumber } from '../series/days';
import { sum } from '../statistics/quantile';

const WEEK = 7;

/**
 * What a component cost on one cluster on one day, in units of one currency.
 *
 * @public
 */
export type ReleaseDay = {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  cost: number;
  /** The mean over the day; absent where nobody knows. */
  replicas?: number;
};

/**
 * A component on a cluster that a release came to, or has not come to.
 *
 * @public
 */
export type ReleaseCluster = {
  cluster: string;
  /** What it is added up by, e.g. its region. */
  group?: string;
  /** The day on which it got the release; absent where it has not. */
  releasedOn?: string;
  days: readonly ReleaseDay[];
};

/** @public */
export type ReleaseSettings = {
  /** How many weeks before and after a release are compared. */
  weeks: number;
  /** On how many days, known before and after, a comparison has to rest. */
  leastDays: number;
};

/** @public */
export const DEFAULT_RELEASE_SETTINGS: ReleaseSettings = {
  weeks: 1,
  leastDays: 3,
};

/**
 * What costs were before and after, per day, and what of the change is left once the change
 * of the clusters that did not get the release is taken off.
 *
 * @public
 */
export type CostEffect = {
  before: number;
  after: number;
  /** After less before, whatever it is from. */
  change: number;
  /**
   * After, less what it would have been had it changed as the control group did. Absent
   * where there is no control group.
   */
  effect?: number;
};

/**
 * The cost of a release on one cluster.
 *
 * @public
 */
export type ClusterReleaseCost = {
  cluster: string;
  group?: string;
  /** On how many pairs of days it rests. */
  comparedDays: number;
  /** Clusters that did not get the release in that time, and are known on such days. */
  controls: number;
  /** Of all replicas, per day. */
  total: CostEffect;
  /** Of one, per day; absent where the number of replicas is not known on enough such days. */
  perReplica?: CostEffect & {
    /** How many there were after it, as a mean over days. */
    replicas: number;
  };
};

/**
 * The cost of a release on several clusters, added up.
 *
 * @public
 */
export type ReleaseSum = {
  /** How many clusters got it, and of how many of them the cost is known. */
  clusters: number;
  measured: number;
  /** Of how many there is a control group. The effect is of these alone. */
  controlled: number;
  /** Absent where none is measured. */
  total?: CostEffect;
  /** Weighed by how many replicas each cluster has; absent where nobody knows of any. */
  perReplica?: CostEffect;
};

/**
 * The cost of a release: on each cluster, by group, and as a whole.
 *
 * @public
 */
export type ReleaseCost = ReleaseSum & {
  byCluster: ClusterReleaseCost[];
  groups: (ReleaseSum & { group?: string })[];
  /** Clusters of which too few days are known on both sides. */
  notMeasured: string[];
};

type Known = {
  cluster: ReleaseCluster;
  released: number;
  byDay: ReadonlyMap<number, ReleaseDay>;
};

/** Two days of the same weekday, one before a release and one after it. */
type Pair = { before: ReleaseDay; after: ReleaseDay };

function knownOf(cluster: ReleaseCluster): Known {
  const { releasedOn, days } = cluster;
  return {
    cluster,
    released: releasedOn === undefined ? Infinity : dayNumber(releasedOn),
    byDay: new Map(
      days
        .filter(({ cost }) => Number.isFinite(cost))
        .map(each => [dayNumber(each.day), each]),
    ),
  };
}

/**
 * Days around a release by their number, the ones after it with the same weekday before it.
 * On the day of the release both versions ran: it is neither.
 */
function daysAround(released: number, weeks: number): [number, number][] {
  const length = weeks * WEEK;
  return Array.from({ length }, (_, index) => {
    const after = released + index + 1;
    // The last one would be compared with the day of the release.
    const before = index === length - 1 ? released - length : after - length;
    return [before, after];
  });
}

function pairsOf(
  { byDay }: Pick<Known, 'byDay'>,
  around: readonly [number, number][],
): Pair[] {
  return around.flatMap(([first, second]) => {
    const before = byDay.get(first);
    const after = byDay.get(second);
    return before && after ? [{ before, after }] : [];
  });
}

type Sides = { before: number; after: number };

function perDay(pairs: readonly Pair[]): Sides {
  return {
    before: sum(pairs.map(({ before }) => before.cost)) / pairs.length,
    after: sum(pairs.map(({ after }) => after.cost)) / pairs.length,
  };
}

function hasReplicas({ replicas }: ReleaseDay): boolean {
  return replicas !== undefined && replicas > 0;
}

function areOfReplicas({ before, after }: Pair): boolean {
  return hasReplicas(before) && hasReplicas(after);
}

/**
 * What one replica cost on a day: all costs over all replicas, not a mean of means.
 *
 * @param pairs - at least one, all with replicas
 */
function perReplica(pairs: readonly Pair[]): Sides & { replicas: number } {
  const replicasOf = (side: keyof Pair) =>
    sum(pairs.map(pair => pair[side].replicas!));
  const of = (side: keyof Pair) =>
    sum(pairs.map(pair => pair[side].cost)) / replicasOf(side);
  return {
    before: of('before'),
    after: of('after'),
    replicas: replicasOf('after') / pairs.length,
  };
}

/**
 * The effect on one replica, from days on which replicas are known, and from the same days
 * of those of the control group that are known on all of them.
 *
 * @param controls - of each as many pairs, of the same days in the same order
 */
function effectOnReplica(
  pairs: readonly Pair[],
  controls: readonly (readonly Pair[])[],
  leastDays: number,
): ClusterReleaseCost['perReplica'] {
  const known = pairs.flatMap((pair, index) =>
    areOfReplicas(pair) ? index : [],
  );
  if (known.length === 0 || known.length < leastDays) return undefined;
  const onKnown = (each: readonly Pair[]) => known.map(index => each[index]);
  const own = perReplica(onKnown(pairs));
  const others = controls
    .map(onKnown)
    .filter(each => each.every(areOfReplicas));
  return {
    ...effectOf(own, growthOf(others.map(perReplica))),
    replicas: own.replicas,
  };
}

/** How the control group's costs grew: of all of them together. Absent without any. */
function growthOf(sides: readonly Sides[]): number | undefined {
  const before = sum(sides.map(each => each.before));
  const after = sum(sides.map(each => each.after));
  return before > 0 && after >= 0 ? after / before : undefined;
}

function effectOf(
  { before, after }: Sides,
  growth: number | undefined,
): CostEffect {
  return {
    before,
    after,
    change: after - before,
    ...(growth !== undefined && { effect: after - before * growth }),
  };
}

function clusterCost(
  known: Known,
  others: readonly Known[],
  { weeks, leastDays }: ReleaseSettings,
): ClusterReleaseCost | undefined {
  const { cluster, released } = known;
  const around = daysAround(released, weeks);
  const pairs = pairsOf(known, around);
  if (pairs.length === 0 || pairs.length < leastDays) return undefined;
  // The same days of all, as prices and load of other days are other ones.
  const compared = around.filter(([before, after]) =>
    [before, after].every(number => known.byDay.has(number)),
  );
  const controls = others
    .filter(other => other.released > released + weeks * WEEK)
    .map(other => pairsOf(other, compared))
    .filter(each => each.length === compared.length);
  const ofReplica = effectOnReplica(pairs, controls, leastDays);
  return {
    cluster: cluster.cluster,
    ...(cluster.group !== undefined && { group: cluster.group }),
    comparedDays: pairs.length,
    controls: controls.length,
    total: effectOf(perDay(pairs), growthOf(controls.map(perDay))),
    ...(ofReplica && { perReplica: ofReplica }),
  };
}

type Weighed = { effect: CostEffect; weight: number };

/** Each side added up; the effect of those that have one. */
function weighedSum(parts: readonly Weighed[]): CostEffect | undefined {
  if (parts.length === 0) return undefined;
  const of = (key: 'before' | 'after' | 'change') =>
    sum(parts.map(({ effect, weight }) => effect[key] * weight));
  const effects = parts.flatMap(({ effect: { effect }, weight }) =>
    effect === undefined ? [] : effect * weight,
  );
  return {
    before: of('before'),
    after: of('after'),
    change: of('change'),
    ...(effects.length > 0 && { effect: sum(effects) }),
  };
}

/** A mean, weighed by replicas; that of the effect over those that have one. */
function meanOfReplicas(
  costs: readonly ClusterReleaseCost[],
): CostEffect | undefined {
  const known = costs.flatMap(each => each.perReplica ?? []);
  const controlled = known.filter(({ effect }) => effect !== undefined);
  const weigh = (some: typeof known) => {
    const all = sum(some.map(({ replicas }) => replicas));
    return weighedSum(
      some.map(effect => ({ effect, weight: effect.replicas / all })),
    );
  };
  const mean = weigh(known);
  if (!mean) return undefined;
  const { effect: _, ...sides } = mean;
  const effect = weigh(controlled)?.effect;
  return { ...sides, ...(effect !== undefined && { effect }) };
}

function sumOf(
  clusters: number,
  costs: readonly ClusterReleaseCost[],
): ReleaseSum {
  const total = weighedSum(
    costs.map(each => ({ effect: each.total, weight: 1 })),
  );
  const ofReplica = meanOfReplicas(costs);
  return {
    clusters,
    measured: costs.length,
    controlled: costs.filter(each => each.total.effect !== undefined).length,
    ...(total && { total }),
    ...(ofReplica && { perReplica: ofReplica }),
  };
}

/**
 * What changed in cost after a release, by differences in differences: days after it are
 * compared with the same weekdays before it, and of the change is taken off what changed
 * in the same days where the release had not come to. As clusters are of different size,
 * the control group says by which factor costs grew, and not by how much:
 * effect = after − before · (control after / control before).
 *
 * That the others would have changed by the same factor is assumed, and cannot be proven
 * from the figures.
 *
 * @param clusters - all that run the component, with the release or without
 * @throws RangeError - if a day is not one
 * @public
 */
export function releaseCost(
  clusters: readonly ReleaseCluster[],
  settings: Partial<ReleaseSettings> = {},
): ReleaseCost {
  const all = clusters.map(knownOf);
  const released = all
    .filter(({ released: on }) => Number.isFinite(on))
    .sort((a, b) => (a.cluster.cluster < b.cluster.cluster ? -1 : 1));
  const costs = released.map(known => ({
    known,
    cost: clusterCost(
      known,
      all.filter(other => other !== known),
      { ...DEFAULT_RELEASE_SETTINGS, ...settings },
    ),
  }));
  const measuredOf = (some: typeof costs) =>
    some.flatMap(({ cost }) => cost ?? []);
  const groups = new Set(released.map(({ cluster }) => cluster.group));
  return {
    ...sumOf(released.length, measuredOf(costs)),
    byCluster: measuredOf(costs),
    groups: [...groups].sort().map(group => {
      const ofGroup = costs.filter(
        ({ known }) => known.cluster.group === group,
      );
      return {
        ...(group !== undefined && { group }),
        ...sumOf(ofGroup.length, measuredOf(ofGroup)),
      };
    }),
    notMeasured: costs.flatMap(({ known, cost }) =>
      cost ? [] : known.cluster.cluster,
    ),
  };
}
