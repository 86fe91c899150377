import type { Knex } from 'knex';
import { satisfies, type Expression, type Subject } from './Expression';
import { among, type Fragment } from './fragment';

/** The cluster that a statement is judged by: the one that it speaks of, else the one that it was read from. */
const HOME = 'coalesce(fact.subject, fact.observer)';

/** What a hub says of a cluster is in no namespace of that cluster. */
const NAMESPACE =
  "(case when fact.subject <> fact.observer then '' else fact.namespace end)";

/** Of one that speaks of a cluster that nobody knows, it is not known who may see it. */
const IS_KNOWN = '(fact.subject is not null or fact.subject_reference is null)';

/**
 * The statements that a reader may see, as a condition of SQL: those of the table
 * `fact`, which belong to a cluster and mostly to a namespace, and to no entity.
 * They are judged as what runs and is bound to nothing is: its owner is the
 * cluster's, and it is part of no system.
 */
export class StatementScope {
  /** Everything passes: nothing is added to a query. */
  readonly isWhole: boolean;
  readonly #fragment: Fragment;

  /** @param options.clusters - what is known of clusters, by id */
  constructor(options: {
    knex: Knex;
    clusters: ReadonlyMap<string, Subject>;
    expression: Expression;
  }) {
    const { knex, clusters, expression } = options;
    this.isWhole = expression.type === 'constant' && expression.value;
    this.#fragment = toFragment(knex, expression, clusters);
  }

  /** Leaves of a query on `fact` only what the reader may see. */
  limit(query: Knex.QueryBuilder): Knex.QueryBuilder {
    if (this.isWhole) return query;
    const { sql, bindings } = this.#fragment;
    return query.whereRaw(`${IS_KNOWN} and ${sql}`, bindings);
  }
}

function toFragment(
  knex: Knex,
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
      : among(knex, HOME, ids);
  }
  if (expression.type === 'in') {
    const { sql, bindings } = among(knex, NAMESPACE, expression.values);
    return expression.isNegated
      ? { sql: `(not ${sql})`, bindings }
      : { sql, bindings };
  }
  const parts = expression.parts.map(part => toFragment(knex, part, clusters));
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
