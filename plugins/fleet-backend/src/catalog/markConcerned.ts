import type { Knex } from 'knex';
import { isPostgres, runStatement, tableOfRows } from '../derive/statements';
import { clusterIdOf, clusterStatementOf } from '../mapping/ClusterStatements';
import { EVERYTHING_KEY, keysOfEntity } from '../mapping/evidenceKeys';
import type { MirroredEntity } from '../mapping/MirroredEntity';
import { markDirty } from '../store/markDirty';
import { EVERY_NAMESPACE } from '../store/touchedNamespaces';
import type { EntityChange } from './EntityChange';

/** Changes beyond which everything is derived again: looking for each would cost more. */
const MOST_CHANGES = 200;
const MOST_KEYS = 2_000;

/**
 * Marks the namespaces that a change of the catalog can concern: those with
 * something that shares evidence with an entity as it was or is, and those with an
 * instance of it; and all of a cluster that a Resource says something else of.
 *
 * @param options.clusterIds - those that are ours to derive; other replicas see to theirs
 * @returns how many namespaces were marked; undefined for all of them
 */
export async function markConcerned(options: {
  knex: Knex;
  changes: readonly EntityChange[];
  clusterIds: readonly string[];
}): Promise<number | undefined> {
  const { knex, changes, clusterIds } = options;
  const binding = changes.filter(changesBindings);
  const keys = new Set(
    binding.flatMap(({ before, after }) =>
      [before, after].flatMap(entity => (entity ? keysOfEntity(entity) : [])),
    ),
  );
  if (
    binding.length > MOST_CHANGES ||
    keys.size > MOST_KEYS ||
    keys.has(EVERYTHING_KEY)
  ) {
    await markDirty({
      knex,
      marks: clusterIds.map(clusterId => ({
        clusterId,
        namespace: EVERY_NAMESPACE,
      })),
    });
    return undefined;
  }
  const refs = changes
    .filter(change => changesInstances(change) || changesBindings(change))
    .flatMap(({ before, after }) => before?.ref ?? after?.ref ?? []);
  const ours = new Set(clusterIds);
  const marks = (
    await Promise.all([
      ...(keys.size > 0 ? [placesByEvidence(knex, [...keys])] : []),
      ...(refs.length > 0 ? [placesOfInstances(knex, refs)] : []),
      clustersSpokenOf(changes),
    ])
  )
    .flat()
    .filter(({ clusterId }) => ours.has(clusterId));
  await markDirty({ knex, marks });
  return new Set(marks.map(mark => JSON.stringify(mark))).size;
}

async function placesByEvidence(knex: Knex, keys: string[]) {
  const wanted = tableOfRows(
    knex,
    'wanted',
    { wanted_key: 'text' },
    keys.map(key => ({ wanted_key: `|${key}|` })),
  );
  const position = isPostgres(knex)
    ? 'position(wanted_key in keys)'
    : 'instr(keys, wanted_key)';
  return toPlaces(
    await runStatement(knex, {
      sql: `select cluster_id, namespace from evidence where keys = '${EVERYTHING_KEY}'
        or exists (select 1 from ${wanted.sql} where ${position} > 0)`,
      bindings: wanted.bindings,
    }),
  );
}

async function placesOfInstances(knex: Knex, refs: string[]) {
  const wanted = tableOfRows(
    knex,
    'wanted',
    { wanted_ref: 'text' },
    refs.map(ref => ({ wanted_ref: ref })),
  );
  return toPlaces(
    await runStatement(knex, {
      sql: `select distinct cluster_id, namespace from instance
        where entity_ref in (select wanted_ref from ${wanted.sql})`,
      bindings: wanted.bindings,
    }),
  );
}

function toPlaces(rows: Record<string, any>[]) {
  return rows.map(row => ({
    clusterId: row.cluster_id as string,
    namespace: row.namespace as string,
  }));
}

/** Clusters of which something else is said: their instances take environment and owner from them. */
function clustersSpokenOf(changes: readonly EntityChange[]) {
  return changes.flatMap(({ before, after }) => {
    const [was, is] = [before, after].map(entity => {
      const clusterId = entity && clusterIdOf(entity);
      return entity === undefined || clusterId === undefined
        ? undefined
        : { clusterId, said: JSON.stringify(clusterStatementOf(entity)) };
    });
    return was?.clusterId === is?.clusterId && was?.said === is?.said
      ? []
      : [was, is].flatMap(each =>
          each
            ? [{ clusterId: each.clusterId, namespace: EVERY_NAMESPACE }]
            : [],
        );
  });
}

/** Whether something may be bound otherwise: its title and system bind nothing. */
function changesBindings({ before, after }: EntityChange): boolean {
  const said = (entity: MirroredEntity | undefined) =>
    entity &&
    JSON.stringify([
      entity.annotations,
      entity.sourceLocation ?? '',
      // Whose it is decides where namespaces belong to somebody.
      entity.owner ?? '',
    ]);
  return said(before) !== said(after);
}

/** Whether its instances say something else of themselves. */
function changesInstances({ before, after }: EntityChange): boolean {
  return before?.system !== after?.system || before?.owner !== after?.owner;
}
