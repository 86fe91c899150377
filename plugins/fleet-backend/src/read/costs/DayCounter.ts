import {
  dayOf,
  type DailyCost,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ToldCluster } from './readTold';

/** Of a day: of how many clusters a figure should be, is as a whole, and is at all. */
type Counts = { expected: number; known: number; told: number };

const NOTHING: Counts = { expected: 0, known: 0, told: 0 };

/**
 * Makes series of what was spent and of which clusters told: a day of which a cluster
 * told is a figure, also where nothing was spent on it; one of which none did is a gap.
 */
export class DayCounter {
  readonly #clusters: ReadonlyMap<string, ToldCluster>;
  readonly #first: number;
  readonly #last: number;
  /** The same clusters have the same days. */
  readonly #known = new Map<string, Counts[]>();

  /** @param days - since 1970; the last day belongs to them */
  constructor(
    clusters: ReadonlyMap<string, ToldCluster>,
    days: { first: number; last: number },
  ) {
    this.#clusters = clusters;
    this.#first = days.first;
    this.#last = days.last;
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
    const counts = this.#countsOf(clusterIds, money);
    return counts.flatMap(({ expected, known, told }, index) => {
      const day = this.#first + index;
      const cost = costs.get(day);
      if (cost === undefined && told === 0) return [];
      return [
        {
          day: dayOf(day),
          cost: cost ?? 0,
          coverage: {
            known,
            expected: expected + silent,
            ...(silent > 0 && { silent }),
          },
        },
      ];
    });
  }

  #countsOf(clusterIds: readonly string[], money: string): Counts[] {
    const key = JSON.stringify([money, ...[...clusterIds].sort()]);
    const before = this.#known.get(key);
    if (before) return before;
    const counts = Array.from({ length: this.#last - this.#first + 1 }, () => ({
      ...NOTHING,
    }));
    for (const id of clusterIds) {
      const cluster = this.#clusters.get(id);
      if (cluster) this.#add(counts, cluster, money);
    }
    this.#known.set(key, counts);
    return counts;
  }

  #add(counts: Counts[], cluster: ToldCluster, money: string): void {
    const { since, ended, days } = cluster;
    const from = since.get(money);
    if (from === undefined) return;
    const until = Math.min(
      cluster.until ?? Infinity,
      ended.get(money) ?? Infinity,
    );
    const begin = Math.max(0, from - this.#first);
    const end = Math.min(counts.length - 1, until - this.#first);
    for (let index = begin; index <= end; index += 1) {
      counts[index].expected += 1;
    }
    for (const each of days) {
      const index = each.day - this.#first;
      if (each.money !== money || index < 0 || index >= counts.length) continue;
      if (each.isWhole) counts[index].known += 1;
      counts[index].told += 1;
      // It was still told of on the day after it left.
      if (index > end || index < begin) counts[index].expected += 1;
    }
  }
}
