import type { Knex } from 'knex';
import { breather } from '../../../derive/breather';
import {
  readClustersAt,
  type ClusterAt,
} from '../../../history/readClustersAt';
import { readInstancesAt } from '../../../history/readInstancesAt';
import type { PlacedInstanceAt } from '../../../history/rebuildAt';
import type { Row } from '../../types';
import { bitsOf } from '../cellState';
import { inParts } from '../inParts';
import type { PastTime } from './PastTime';
import { shownThen } from './shownThen';

/** What ran on one cluster at a time, a place in all arrays for each instance of a component. */
export type PastInstances = {
  /** Indexes into the references of entities. */
  columns: Uint32Array;
  /** Indexes into the names of namespaces. */
  namespaces: Uint32Array;
  bits: Uint8Array;
};

/** The whole fleet at a time, nine bytes for each instance. Never shown as it is: who may see all is no matter here. */
export type PastMoment = {
  refs: readonly string[];
  namespaces: readonly string[];
  byCluster: ReadonlyMap<string, PastInstances>;
  /** How clusters were covered; of days it is not known. */
  covered: ReadonlyMap<string, ClusterAt>;
  /** Rows of clusters that were there and have left since. */
  gone: readonly Row[];
  /** Ids of clusters of which nothing was read, as there was too much. */
  cut: ReadonlySet<string>;
  /** How many instances there are. */
  total: number;
};

/** Texts by numbers. */
class Numbers {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

/**
 * Reads what was at a time, in parts of clusters. What it costs grows with the fleet and
 * with what changed since.
 *
 * @param options.clusters - rows of the table `cluster` that are there now
 * @param options.most - once so many instances were read, the clusters that are left are cut
 */
export async function readPastMoment(options: {
  knex: Knex;
  time: PastTime;
  clusters: readonly Row[];
  most: number;
}): Promise<PastMoment> {
  const { knex, time, most } = options;
  const gone: Row[] = await knex('cluster')
    .where('left_at', '>', time.of)
    .orderBy('name');
  const refs = new Numbers();
  const namespaces = new Numbers();
  const byCluster = new Map<string, PastInstances>();
  const covered = new Map<string, ClusterAt>();
  const cut = new Set<string>();
  let total = 0;
  const breathe = breather();
  for (const rows of inParts([...options.clusters, ...gone])) {
    const clusterIds = rows.map(({ id }) => id as string);
    if (total >= most) {
      for (const id of clusterIds) cut.add(id);
      if (time.kept === 'transitions') {
        for (const was of await readClustersAt({
          knex,
          at: time.of,
          clusterIds,
        })) {
          covered.set(was.clusterId, was);
        }
      }
      continue;
    }
    const found = await readInstancesAt({ knex, at: time.of, clusterIds });
    for (const each of found.clusters) covered.set(each.clusterId, each);
    const ofCluster = new Map<string, PlacedInstanceAt[]>();
    for (const instance of found.instances) {
      // What belongs to no component is in no column.
      if (instance.entityRef === '') continue;
      const known = ofCluster.get(instance.clusterId);
      if (known) known.push(instance);
      else ofCluster.set(instance.clusterId, [instance]);
    }
    for (const [id, instances] of ofCluster) {
      total += instances.length;
      byCluster.set(id, {
        columns: Uint32Array.from(instances, each => refs.of(each.entityRef)),
        namespaces: Uint32Array.from(instances, each =>
          namespaces.of(each.namespace),
        ),
        bits: Uint8Array.from(instances, each => bitsOf(shownThen(each))),
      });
    }
    await breathe();
  }
  return {
    refs: refs.all,
    namespaces: namespaces.all,
    byCluster,
    covered,
    gone,
    cut,
    total,
  };
}
