import {
  pairKeyOf,
  type PolicyOnCluster,
} from '@fleetview/backstage-plugin-fleet-common';

/** From the first of some days, from 0 on, until the first after them. */
export type Stretch = { first: number; until: number };

type Known = {
  cluster: string;
  /** Days on which it is counted: it is expected, or has results. */
  counted: Uint8Array;
  hasResults: Uint8Array;
  lacksResults: Uint8Array;
};

/** What was evaluated of what was expected on a day, as policies on clusters and as clusters. */
export type DayEvaluation = {
  evaluation: { evaluated: number; expected: number };
  clusters: { known: number; expected: number };
};

/**
 * Which policies on which clusters were expected to be evaluated on each of some days, and
 * which were: as coverage has it of now, where hubs and configuration say nothing. Where a policy was expected on a cluster,
 * it is asked of the cluster as a whole whether it was evaluated.
 */
export class DayPairs {
  readonly #days: number;
  readonly #pairs = new Map<string, Known>();
  readonly #ofAnybody = new Map<string, Known>();
  /** Days on which any policy was expected on a cluster. */
  readonly #placed = new Map<string, Uint8Array>();

  constructor(days: number) {
    this.#days = days;
  }

  /** A policy was expected on a cluster. */
  expect(pair: PolicyOnCluster, { first, until }: Stretch): void {
    this.#knownIn(this.#pairs, pair).counted.fill(1, first, until);
    const { cluster } = pair;
    const placed = this.#placed.get(cluster) ?? new Uint8Array(this.#days);
    this.#placed.set(cluster, placed.fill(1, first, until));
  }

  /** There were results of what is asked for. */
  add(pair: PolicyOnCluster, isEvaluated: boolean, stretch: Stretch): void {
    const known = this.#knownIn(this.#pairs, pair);
    known.counted.fill(1, stretch.first, stretch.until);
    note(known, isEvaluated, stretch);
  }

  /** There were results of whomever. */
  addOfAnybody(
    pair: PolicyOnCluster,
    isEvaluated: boolean,
    stretch: Stretch,
  ): void {
    note(this.#knownIn(this.#ofAnybody, pair), isEvaluated, stretch);
  }

  /** The evaluation of all days, the first day first. */
  evaluations(): DayEvaluation[] {
    const days = Array.from({ length: this.#days }, () => ({
      evaluated: 0,
      expected: 0,
      // By cluster, whether any policy was evaluated there.
      clusters: new Map<string, boolean>(),
    }));
    for (const [key, pair] of this.#pairs) {
      const anybody = this.#ofAnybody.get(key);
      const placed = this.#placed.get(pair.cluster);
      days.forEach((day, index) => {
        if (!pair.counted[index]) return;
        const asked = placed?.[index] ? anybody : undefined;
        const isEvaluated =
          (pair.hasResults[index] || asked?.hasResults[index]) === 1 &&
          !pair.lacksResults[index] &&
          !asked?.lacksResults[index];
        day.expected += 1;
        if (isEvaluated) day.evaluated += 1;
        const { cluster } = pair;
        const known = day.clusters.get(cluster) ?? false;
        day.clusters.set(cluster, known || isEvaluated);
      });
    }
    return days.map(({ evaluated, expected, clusters }) => ({
      evaluation: { evaluated, expected },
      clusters: {
        known: [...clusters.values()].filter(Boolean).length,
        expected: clusters.size,
      },
    }));
  }

  #knownIn(pairs: Map<string, Known>, pair: PolicyOnCluster): Known {
    const { cluster } = pair;
    const key = pairKeyOf(pair);
    const known = pairs.get(key) ?? {
      cluster,
      counted: new Uint8Array(this.#days),
      hasResults: new Uint8Array(this.#days),
      lacksResults: new Uint8Array(this.#days),
    };
    pairs.set(key, known);
    return known;
  }
}

function note(known: Known, isEvaluated: boolean, stretch: Stretch): void {
  const { first, until } = stretch;
  const days = isEvaluated ? known.hasResults : known.lacksResults;
  days.fill(1, first, until);
}
