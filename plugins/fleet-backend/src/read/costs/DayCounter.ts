import {
  dayOf,
  type DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ToldCluster } from './readTold';

/** By day: of how many clusters a figure should be, is as a whole, and is at all. */
type Counts = { expected: Uint32Array; known: Uint32Array; told: Uint32Array };

/**
 * Makes series of what was spent and of which clusters told: a day of which a cluster
 * told is a figure, also where nothing was spent on it; one of which none did is a gap.
 */
export class DayCounter {
  readonly #clusters: ReadonlyMap<string, ToldCluster>;
  readonly #first: number;
  /** The days as they are told. */
  readonly #days: readonly string[];
  /** The same clusters have the same days. */
  readonly #known = new Map<string, Counts>();
  /** Of one cluster each: many rows are on it. */
  readonly #single = new Map<string, Counts | undefined>();

  /** @param days - since 1970; the last day belongs to them */
  constructor(
    clusters: ReadonlyMap<string, ToldCluster>,
    days: { first: number; last: number },
  ) {
    this.#clusters = clusters;
    this.#first = days.first;
    this.#days = Array.from(
      { length: days.last - days.first + 1 },
      (_, index) => dayOf(days.first + index),
    );
  }

  /**
   * The series of costs on some clusters.
   *
   * @param options.silent - how many clusters there are besides that never told anything
   */
  seriesOf(options: {
    costs: ReadonlyMap<number, number>;
    clusterIds: readonly string[];
    money: string;
    silent?: number;
  }): DailyCost[] {
    const { costs, clusterIds, money, silent = 0 } = options;
    const { expected, known, told } = this.#countsOf(clusterIds, money);
    return this.#days.flatMap((day, index) => {
      const cost = costs.get(this.#first + index);
      if (cost === undefined && told[index] === 0) return [];
      return [
        {
          day,
          cost: cost ?? 0,
          coverage: {
            known: known[index],
            expected: expected[index] + silent,
            ...(silent > 0 && { silent }),
          },
        },
      ];
    });
  }

  #countsOf(clusterIds: readonly string[], money: string): Counts {
    const key = JSON.stringify([money, ...[...clusterIds].sort()]);
    const before = this.#known.get(key);
    if (before) return before;
    const counts = this.#nothing();
    for (const asked of this.#onceOf(clusterIds)) {
      const each = this.#ofOne(asked, money);
      if (!each) continue;
      for (let index = 0; index < this.#days.length; index += 1) {
        counts.expected[index] += each.expected[index];
        counts.known[index] += each.known[index];
        counts.told[index] += each.told[index];
      }
    }
    this.#known.set(key, counts);
    return counts;
  }

  #nothing(): Counts {
    const none = () => new Uint32Array(this.#days.length);
    return { expected: none(), known: none(), told: none() };
  }

  /** Those that were asked for, those together that are one cluster since they were merged. */
  #onceOf(clusterIds: readonly string[]): Set<ToldCluster>[] {
    const groups = new Map<string, Set<ToldCluster>>();
    for (const id of clusterIds) {
      const cluster = this.#clusters.get(id);
      if (!cluster) continue;
      const { clusterId } = cluster.partOf ?? cluster;
      const known = groups.get(clusterId) ?? new Set<ToldCluster>();
      groups.set(clusterId, known.add(cluster));
    }
    return [...groups.values()];
  }

  /** @param asked - of one cluster */
  #ofOne(asked: ReadonlySet<ToldCluster>, money: string): Counts | undefined {
    const ids = [...asked].map(({ clusterId }) => clusterId).sort();
    const key = JSON.stringify([money, ...ids]);
    if (!this.#single.has(key))
      this.#single.set(key, this.#count(asked, money));
    return this.#single.get(key);
  }

  #count(asked: ReadonlySet<ToldCluster>, money: string): Counts | undefined {
    // What is told of the cluster as a whole is told of each part of it.
    const parts = new Set(
      [...asked].flatMap(each => [each, ...(each.partOf ? [each.partOf] : [])]),
    );
    const spans = [...parts].flatMap(each => spanOf(each, money));
    if (spans.length === 0) return undefined;
    const from = Math.min(...spans.map(each => each.from));
    const until = Math.max(...spans.map(each => each.until));
    const counts = this.#nothing();
    const { expected, known, told } = counts;
    const begin = Math.max(0, from - this.#first);
    const end = Math.min(expected.length - 1, until - this.#first);
    for (let index = begin; index <= end; index += 1) expected[index] = 1;
    for (const part of parts) {
      for (const each of part.days) {
        const index = each.day - this.#first;
        if (each.money !== money || index < 0 || index >= expected.length) {
          continue;
        }
        if (each.isWhole) known[index] = 1;
        if (asked.has(part)) told[index] = 1;
        // It was still told of on the day after it left.
        if (known[index] || told[index]) expected[index] = 1;
      }
    }
    return counts;
  }
}

/** From when until when a cluster is expected to be told of in a currency. */
function spanOf(
  { since, ended, until = Infinity }: ToldCluster,
  money: string,
): { from: number; until: number }[] {
  const from = since.get(money);
  return from === undefined
    ? []
    : [{ from, until: Math.min(until, ended.get(money) ?? Infinity) }];
}
