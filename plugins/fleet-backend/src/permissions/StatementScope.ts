import type { Knex } from 'knex';
import { CellScope, type SumTable } from './CellScope';
import { satisfies, type Expression, type Subject } from './Expression';
import { among, type Fragment } from './fragment';

/** Tables of what belongs to a cluster and mostly to a namespace, and to no entity. */
export type ThingTable =
  | 'fact'
  | 'finding'
  | 'allocation'
  | 'alert'
  | 'namespace';

/** The cluster that it is judged by: the one that it speaks of, else the one that it was read from. */
const homeOf = (table: ThingTable) =>
  `coalesce(${table}.subject, ${table}.observer)`;

/** The namespace that it is in. What a hub says of a cluster as a whole is in none of that cluster's. */
const namespaceOf = (table: ThingTable) => {
  if (table === 'namespace') return 'namespace.name';
  return table === 'fact'
    ? "(case when fact.subject <> fact.observer then '' else fact.namespace end)"
    : `${table}.home_namespace`;
};

/** Of one that speaks of a cluster that nobody knows, it is not known who may see it. */
const isKnown = (table: ThingTable) =>
  `(${table}.subject is not null or ${table}.subject_reference is null)`;

/**
 * The statements that a reader may see, as a condition of SQL.
 * They are judged as what runs and is bound to nothing is: its owner is the
 * cluster's, and it is part of no system.
 */
export class StatementScope {
  /** Everything passes: nothing is added to a query. */
  readonly isWhole: boolean;
  /** Nothing passes. */
  readonly isEmpty: boolean;
  /** The same for all who may see the same . */
  readonly key: string;
  readonly #knex: Knex;
  readonly #clusters: ReadonlyMap<string, Subject>;
  readonly #past: ReadonlyMap<string, Subject>;
  readonly #expression: Expression;

  /**
   * @param options.clusters - what is known of clusters, by id
   * @param options.past - the same, with those that are no more and of which sums of days
   *   are kept
   */
  constructor(options: {
    knex: Knex;
    clusters: ReadonlyMap<string, Subject>;
    past?: ReadonlyMap<string, Subject>;
    expression: Expression;
  }) {
    const { knex, clusters, expression } = options;
    this.isWhole = expression.type === 'constant' && expression.value;
    this.isEmpty = expression.type === 'constant' && !expression.value;
    this.key = JSON.stringify(expression);
    this.#knex = knex;
    this.#clusters = clusters;
    this.#past = options.past ?? clusters;
    this.#expression = expression;
  }

  /**
   * Leaves of a query on sums of things only what the reader may see. They belong to what
   * they were bound to: to its owner, and to its system. A cluster that left keeps its past.
   */
  limitSums(query: Knex.QueryBuilder, table: SumTable): Knex.QueryBuilder {
    return new CellScope({
      knex: this.#knex,
      clusters: this.#past,
      expression: this.#expression,
      // Nothing is said of clusters that are newer than what is known here.
      isWithin: true,
    }).limitSums(query, table);
  }

  /** Leaves of a query on a table only what the reader may see. */
  limit(
    query: Knex.QueryBuilder,
    table: ThingTable = 'fact',
  ): Knex.QueryBuilder {
    if (this.isWhole) return query;
    const { sql, bindings } = toFragment(
      this.#knex,
      table,
      this.#expression,
      this.#clusters,
    );
    return query.whereRaw(`${isKnown(table)} and ${sql}`, bindings);
  }
}

function toFragment(
  knex: Knex,
  table: ThingTable,
  expression: Expression,
  clusters: ReadonlyMap<string, Subject>,
): Fragment {
  if (expression.type === 'constant') {
    return { sql: expression.value ? '1 = 1' : '1 = 0', bindings: [] };
  }
  if (!speaksOfNamespaces(expression)) {
    // All else is the cluster's, and decided here and now.
    const ids = [...clusters].flatMap(([id, subject]) =>
      satisfies(subject, expression) ? [id] : [],
    );
    return ids.length === 0
      ? { sql: '1 = 0', bindings: [] }
      : among(knex, homeOf(table), ids);
  }
  if (expression.type === 'in') {
    const { sql, bindings } = among(
      knex,
      namespaceOf(table),
      expression.values,
    );
    return expression.isNegated
      ? { sql: `(not ${sql})`, bindings }
      : { sql, bindings };
  }
  const parts = expression.parts.map(part =>
    toFragment(knex, table, part, clusters),
  );
  return {
    sql: `(${parts
      .map(({ sql }) => sql)
      .join(expression.type === 'all' ? ' and ' : ' or ')})`,
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}

function speaksOfNamespaces(expression: Expression): boolean {
  if (expression.type === 'constant') return false;
  return expression.type === 'in'
    ? expression.key === 'namespace'
    : expression.parts.some(speaksOfNamespaces);
}
