import type { Knex } from 'knex';
import { SUM_COLUMNS } from '../derive/sumColumns';
import type { Subject } from '../permissions/Expression';
import type { Row } from '../read/types';
import { isLetThrough } from './oracle';
import { partsOf } from './partsOf';
import type { Policy } from './randomPolicy';

const TABLES = [
  'cluster',
  'coverage',
  'cell',
  'instance',
  'workload',
  'delivery',
  'delivery_place',
  'unbound',
  'transition',
] as const;

type Content = Record<(typeof TABLES)[number], Row[]>;

/**
 * A store that can be made smaller, to what somebody may see, and whole again.
 * What is left is decided here row by row, by the oracle alone.
 */
export class Store {
  readonly #knex: Knex;
  readonly #content: Content;
  readonly #subjects: ReadonlyMap<string, Subject>;
  /** How often it became another. */
  changes = 0;
  /** The ids of deliveries that are left in part, by the ids of what is left of them. */
  parts: ReadonlyMap<string, string> = new Map();

  static async of(
    knex: Knex,
    subjects: ReadonlyMap<string, Subject>,
  ): Promise<Store> {
    const content: Partial<Content> = {};
    for (const table of TABLES) content[table] = await knex(table);
    return new Store(knex, content as Content, subjects);
  }

  private constructor(
    knex: Knex,
    content: Content,
    subjects: ReadonlyMap<string, Subject>,
  ) {
    this.#knex = knex;
    this.#content = content;
    this.#subjects = subjects;
  }

  get content(): Readonly<Content> {
    return this.#content;
  }

  /** The clusters that a policy lets see. */
  clustersOf({ clusters }: Policy): Set<string> {
    return new Set(
      [...this.#subjects].flatMap(([id, subject]) =>
        isLetThrough(clusters, subject) ? [id] : [],
      ),
    );
  }

  /** The cells that a policy lets see, whatever clusters they are on. */
  cellsOf({ instances }: Policy): Row[] {
    return this.#content.cell.filter(cell => {
      const { owner: _, ...cluster } = this.#subjects.get(
        cell.cluster_id,
      ) as Subject;
      return isLetThrough(instances, {
        ...cluster,
        namespace: cell.namespace,
        ...(cell.owner === 'unassigned' ? {} : { owner: cell.owner }),
        ...(cell.system === 'unassigned' ? {} : { system: cell.system }),
      });
    });
  }

  /** Puts everything back. */
  async whole(): Promise<void> {
    this.parts = new Map();
    await this.#put(this.#content);
  }

  /**
   * Leaves what there is of these clusters and in these cells. The other clusters
   * are no longer named by a source.
   *
   * @param told - the clusters of which it is kept what changed of themselves
   * @param homeless - whether what is in no cell is kept
   */
  async only(
    clusters: ReadonlySet<string>,
    cells: Row[],
    told = clusters,
    homeless = false,
  ): Promise<void> {
    const { cluster, workload, delivery, instance, transition, ...rest } =
      this.#content;
    const kept = cells.filter(cell => clusters.has(cell.cluster_id));
    const keys = new Set(
      kept.map(cell => keyOf(cell.cluster_id, cell.namespace, cell.entity_ref)),
    );
    const instances = instance.filter(row =>
      keys.has(keyOf(row.cluster_id, row.namespace, row.entity_ref)),
    );
    const deliveries = delivery.filter(
      row =>
        clusters.has(row.observer) &&
        (row.subject === null
          ? homeless
          : keys.has(keyOf(row.subject, row.home_namespace, row.home_entity))),
    );
    const workloads = workload.filter(row =>
      keys.has(keyOf(row.subject, row.namespace, row.entity_ref ?? '')),
    );
    const things = new Set([...workloads, ...deliveries].map(({ id }) => id));
    const elsewhere = partsOf({
      instances,
      workloads,
      deliveries: delivery.filter(
        row => clusters.has(row.observer) && !things.has(row.id),
      ),
    });
    this.parts = elsewhere.ids;
    await this.#put({
      ...rest,
      cell: kept,
      instance: elsewhere.instances,
      workload: workloads,
      unbound: rest.unbound.filter(({ id }) => things.has(id)),
      delivery: [...deliveries, ...elsewhere.deliveries],
      delivery_place: rest.delivery_place.filter(({ delivery_id }) =>
        deliveries.some(({ id }) => id === delivery_id),
      ),
      transition: transition.filter(row =>
        row.scope === 'instance'
          ? keys.has(keyOf(row.cluster_id, row.namespace, row.entity_ref ?? ''))
          : told.has(row.cluster_id),
      ),
      cluster: cluster.map(row => ({
        ...row,
        ...sumsOf(kept.filter(cell => cell.cluster_id === row.id)),
        worst: JSON.stringify(
          worstOf(
            row,
            instances.filter(each => each.cluster_id === row.id),
          ),
        ),
        left_at: clusters.has(row.id) ? row.left_at : 1,
      })),
    });
  }

  async #put(content: Content): Promise<void> {
    this.changes += 1;
    await this.#knex.transaction(async trx => {
      for (const table of [...TABLES].reverse()) await trx(table).delete();
      for (const table of TABLES) {
        if (content[table].length > 0) {
          await trx.batchInsert(table, content[table], 200);
        }
      }
      await trx('revision').increment('value', 1);
    });
  }
}

export function keyOf(
  cluster: unknown,
  namespace: unknown,
  entity: unknown,
): string {
  return JSON.stringify([cluster, namespace, entity]);
}

function sumsOf(cells: Row[]): Row {
  return Object.fromEntries(
    SUM_COLUMNS.map(name => [
      name,
      cells.reduce((sum, cell) => sum + Number(cell[name]), 0),
    ]),
  );
}

/** Nodes first, then instances by state, age and id; three in all. */
function worstOf(cluster: Row, instances: Row[]): string[] {
  const nodes: string[] = JSON.parse(cluster.worst ?? '[]').filter(
    (line: string) => line.startsWith('node '),
  );
  const bad = instances
    .filter(
      ({ stale, health }) => !stale && ['degraded', 'missing'].includes(health),
    )
    .sort(
      (a, b) =>
        (a.health < b.health ? -1 : Number(a.health > b.health)) ||
        Number(a.since) - Number(b.since) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(row => {
      const { entityRef, namespace, health, message } = JSON.parse(row.data);
      return `${entityRef.split('/').pop() || namespace}: ${health}${
        message ? `, ${message}` : ''
      }`.slice(0, 200);
    });
  return [...nodes, ...bad].slice(0, 3);
}
