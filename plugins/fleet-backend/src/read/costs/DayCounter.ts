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
    for (const asked of this.#onceOf(clusterIds)) {
      this.#add(counts, asked, money);
    }
    this.#known.set(key, counts);
    return counts;
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
  #add(counts: Counts[], asked: ReadonlySet<ToldCluster>, money: string): void {
    // What is told of the cluster as a whole is told of each part of it.
    const parts = new Set(
      [...asked].flatMap(each => [each, ...(each.partOf ? [each.partOf] : [])]),
    );
    const spans = [...parts].flatMap(each => spanOf(each, money));
    if (spans.length === 0) return;
    const from = Math.min(...spans.map(each => each.from));
    const until = Math.max(...spans.map(each => each.until));
    const begin = Math.max(0, from - this.#first);
    const end = Math.min(counts.length - 1, until - this.#first);
    for (let index = begin; index <= end; index += 1) {
      counts[index].expected += 1;
    }
    const known = new Set<number>();
    const told = new Set<number>();
    for (const part of parts) {
      for (const each of part.days) {
        const index = each.day - this.#first;
        if (each.money !== money || index < 0 || index >= counts.length) {
          continue;
        }
        if (each.isWhole) known.add(index);
        if (asked.has(part)) told.add(index);
      }
    }
    for (const index of known) counts[index].known += 1;
    for (const index of told) counts[index].told += 1;
    for (const index of new Set([...known, ...told])) {
      // It was still told of on the day after it left.
      if (index > end || index < begin) counts[index].expected += 1;
    }
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
