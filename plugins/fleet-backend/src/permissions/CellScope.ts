import type { Knex } from 'knex';
import { UNASSIGNED } from '../derive/resolveAttributes';
import { among, type Fragment } from './fragment';
import { joined, satisfies, type Expression, type Subject } from './Expression';

/** An expression in which what is known of clusters is decided. */
type Resolved =
  | Expression
  | { type: 'clusters'; ids: string[] }
  | { type: 'all' | 'any'; parts: Resolved[] };

/** With how many there are: that one is gone which says nothing shows only in this. */
const STAMP = ['count(*) as cells', 'sum(stamp) as stamp'];

/** The columns that say which cell a row is in, by table. */
const CELL_OF = {
  instance: [
    'instance.cluster_id',
    'instance.namespace',
    'instance.entity_ref',
  ],
  workload: [
    'workload.subject',
    'workload.namespace',
    "coalesce(workload.entity_ref, '')",
  ],
  delivery: [
    'delivery.subject',
    'delivery.home_namespace',
    'delivery.home_entity',
  ],
  // What is bound to nothing is in the cell without an entity.
  unbound: ['unbound.cluster_id', 'unbound.namespace', "''"],
  rollout_member: [
    'rollout_member.cluster_id',
    'rollout_member.namespace',
    'rollout_member.entity_ref',
  ],
  transition: [
    'transition.cluster_id',
    'transition.namespace',
    "coalesce(transition.entity_ref, '')",
  ],
  // What was told is in the cell of what it was told about.
  action_run: [
    'action_run.subject',
    'action_run.home_namespace',
    'action_run.home_entity',
  ],
} as const;

export type ScopedTable = keyof typeof CELL_OF;

/** Tables that are placed as cells are, with columns of the same names. */
export type SumTable =
  | 'compliance_sum'
  | 'compliance_span'
  | 'failure'
  | 'cost_series'
  | 'drift_episode';

/**
 * The cells that a reader may see, as a condition of SQL. What is known of
 * clusters is decided here and now, so that the database is asked for ids only.
 */
export class CellScope {
  /** Everything passes: nothing is added to a query. */
  readonly isWhole: boolean;
  /** Nothing passes. */
  readonly isEmpty: boolean;
  readonly #knex: Knex;
  readonly #fragment: Fragment;
  /** Of which clusters things may be said at all; all where absent. */
  readonly #within: Fragment | undefined;
  #key: string | undefined;

  /**
   * @param options.clusters - what is known of clusters, by id
   * @param options.isWithin - whether these are all that anything may be said of,
   *   and that may say anything
   */
  constructor(options: {
    knex: Knex;
    clusters: ReadonlyMap<string, Subject>;
    expression: Expression;
    isWithin: boolean;
  }) {
    const { knex, clusters, expression, isWithin } = options;
    const resolved = resolve(expression, clusters);
    const visible: Resolved = { type: 'clusters', ids: [...clusters.keys()] };
    this.#knex = knex;
    this.isWhole = !isWithin && resolved.type === 'constant' && resolved.value;
    this.isEmpty =
      (isWithin && visible.ids.length === 0) ||
      (resolved.type === 'constant' && !resolved.value);
    this.#within = isWithin ? toFragment(knex, visible) : undefined;
    this.#fragment = this.isEmpty
      ? { sql: '1 = 0', bindings: [] }
      : toFragment(knex, {
          type: 'all',
          // Clusters that pass are some of the visible ones already.
          parts:
            isWithin && resolved.type !== 'clusters'
              ? [visible, resolved]
              : [resolved],
        });
  }

  /**
   * Leaves of a query on a table only rows in cells that the reader may see.
   *
   * @param options.isOrdered - whether the query takes the first of many rows in the
   *   order of an index: then each row is looked up as it comes. PostgreSQL thinks that far
   *   fewer rows pass than do, and would read and sort all of them instead.
   */
  limit(
    query: Knex.QueryBuilder,
    table: ScopedTable,
    options: { isOrdered?: boolean } = {},
  ): Knex.QueryBuilder {
    if (this.isWhole) return query;
    const [cluster, namespace, entity] = CELL_OF[table];
    const { sql, bindings } = this.#fragment;
    // It is what keeps planners from making a join of it.
    const fence = options.isOrdered ? 'limit 1 offset 0' : '';
    const limited = query.whereRaw(
      `exists (select 1 from cell where cell.cluster_id = ${cluster}
        and cell.namespace = ${namespace} and cell.entity_ref = ${entity} and ${sql} ${fence})`,
      bindings,
    );
    return table === 'delivery' || table === 'unbound' || table === 'action_run'
      ? this.limitObservers(limited, table)
      : limited;
  }

  /** Leaves of a query on `cell` only cells that the reader may see. */
  limitCells(query: Knex.QueryBuilder): Knex.QueryBuilder {
    const { sql, bindings } = this.#fragment;
    return this.isWhole ? query : query.whereRaw(sql, bindings);
  }

  /** Leaves of a query on a table that is placed as cells are, with columns of the same names, only what the reader may see. */
  limitSums(query: Knex.QueryBuilder, table: SumTable): Knex.QueryBuilder {
    if (this.isWhole) return query;
    const { sql, bindings } = this.#fragment;
    return query.whereRaw(sql.replaceAll('cell.', `${table}.`), bindings);
  }

  /** Leaves of a query only what clusters say of which things may be said at all. */
  limitObservers(
    query: Knex.QueryBuilder,
    table: 'delivery' | 'unbound' | 'action_run',
  ): Knex.QueryBuilder {
    if (!this.#within) return query;
    // What a cluster says that the reader may not see is not seen either.
    return query.whereRaw(
      this.#within.sql.replaceAll('cell.cluster_id', `${table}.observer`),
      this.#within.bindings,
    );
  }

  /** Whether anything on a cluster is in scope. */
  async reaches(clusterId: string): Promise<boolean> {
    if (this.isWhole) return true;
    if (this.isEmpty) return false;
    const { sql, bindings } = this.#fragment;
    const cell = await this.#knex('cell')
      .where({ cluster_id: clusterId })
      .whereRaw(sql, bindings)
      .first('cluster_id');
    return cell !== undefined;
  }

  /** The same for all that ask the database for the same cells. */
  get key(): string {
    this.#key ??= JSON.stringify([this.#fragment, this.#within]);
    return this.#key;
  }

  /**
   * Sums of cells by cluster, of those in scope, each with `cells` and `stamp` of
   * what is in them.
   *
   * @param clusterIds - of which alone; of all where absent
   */
  sums(
    columns: readonly string[],
    clusterIds?: readonly string[],
  ): Knex.QueryBuilder {
    const { sql, bindings } = this.#fragment;
    const cells = this.#knex('cell').whereRaw(sql, bindings);
    if (clusterIds) {
      const { sql: ofThese, bindings: ids } = among(
        this.#knex,
        'cell.cluster_id',
        clusterIds,
      );
      cells.whereRaw(ofThese, ids);
    }
    return cells
      .groupBy('cluster_id')
      .select('cluster_id', ...STAMP.map(sum => this.#knex.raw(sum)))
      .sum(Object.fromEntries(columns.map(name => [name, name])));
  }

  /** Differs as soon as anything in scope says something else. */
  async stamp(): Promise<unknown> {
    if (this.isEmpty) return undefined;
    const { sql, bindings } = this.#fragment;
    return this.#knex('cell')
      .whereRaw(sql, bindings)
      .first(STAMP.map(sum => this.#knex.raw(sum)));
  }
}

const OF_CLUSTERS = new Set(['cluster', 'region', 'environment']);

/** Decides what depends on the cluster alone. */
function resolve(
  expression: Expression,
  clusters: ReadonlyMap<string, Subject>,
): Resolved {
  if (isOfClusters(expression)) {
    const ids = [...clusters].flatMap(([id, subject]) =>
      satisfies(subject, expression) ? [id] : [],
    );
    if (ids.length === 0) return { type: 'constant', value: false };
    return ids.length === clusters.size
      ? { type: 'constant', value: true }
      : { type: 'clusters', ids };
  }
  if (expression.type !== 'all' && expression.type !== 'any') return expression;
  return joined(
    expression.type,
    expression.parts.map(part => resolve(part, clusters)) as Expression[],
  );
}

function isOfClusters(expression: Expression): boolean {
  if (expression.type === 'constant') return false;
  return expression.type === 'in'
    ? OF_CLUSTERS.has(expression.key)
    : expression.parts.every(isOfClusters);
}

function toFragment(knex: Knex, expression: Resolved): Fragment {
  switch (expression.type) {
    case 'constant':
      return { sql: expression.value ? '1 = 1' : '1 = 0', bindings: [] };
    case 'clusters':
      return among(knex, 'cell.cluster_id', expression.ids);
    case 'all':
    case 'any': {
      const parts = expression.parts.map(part => toFragment(knex, part));
      return {
        sql: `(${parts
          .map(({ sql }) => sql)
          .join(expression.type === 'all' ? ' and ' : ' or ')})`,
        bindings: parts.flatMap(({ bindings }) => bindings),
      };
    }
    default: {
      const { key, values, isNegated, orUnknown } = expression;
      // Of what is known of clusters nothing is left here.
      const column = `cell.${key}`;
      const { sql, bindings } = among(knex, column, values);
      // A namespace is always known, also where it is none.
      const known = key === 'namespace' ? '1 = 1' : `${column} <> ?`;
      const unknown = key === 'namespace' ? [] : [UNASSIGNED];
      const decided = isNegated
        ? {
            sql: `(not ${sql} and ${known})`,
            bindings: [...bindings, ...unknown],
          }
        : { sql, bindings };
      return orUnknown
        ? {
            sql: `(${decided.sql} or ${column} = ?)`,
            bindings: [...decided.bindings, UNASSIGNED],
          }
        : decided;
    }
  }
}
