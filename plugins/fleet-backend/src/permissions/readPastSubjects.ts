import type { Knex } from 'knex';
import type { Row } from '../read/types';
import type { Subject } from './Expression';
import { clusterSubject } from './subjects';

/**
 * What is known of all clusters whose past may be kept, by id: of those that there are, of
 * those that left as it was known last, and of those that were merged what is known of the
 * cluster that they are part of.
 *
 * @param options.present - what is known of the clusters that there are
 * @param options.namesOf - the names that an operator gave a cluster that there is
 */
export async function readPastSubjects(options: {
  knex: Knex;
  present: ReadonlyMap<string, Subject>;
  namesOf: (clusterId: string) => readonly string[];
}): Promise<ReadonlyMap<string, Subject>> {
  const { knex, present, namesOf } = options;
  const rows: Row[] = await knex('cluster')
    .leftJoin('cluster_alias', 'cluster_alias.id', 'cluster.id')
    .whereNotNull('cluster.left_at')
    .select(
      'cluster.id',
      'cluster.attributes',
      'cluster_alias.cluster_id as part_of',
    );
  if (rows.length === 0) return present;
  const names = await readNamesOfLeft(knex);
  const subjects = new Map(present);
  for (const row of rows) {
    if (subjects.has(row.id)) continue;
    const known = [...namesOf(row.id), ...(names.get(row.id) ?? [])];
    subjects.set(row.id, clusterSubject(row, known));
  }
  for (const { id, part_of: partOf } of rows) {
    const whole = partOf !== null && subjects.get(partOf);
    if (!whole || present.has(id)) continue;
    subjects.set(id, { ...whole, cluster: [id, ...whole.cluster] });
  }
  return subjects;
}

/** The names that an operator gave clusters that left, which no source tells any more. */
async function readNamesOfLeft(knex: Knex): Promise<Map<string, string[]>> {
  const records: Row[] = await knex('cluster_record')
    .join('cluster', 'cluster.id', 'cluster_record.cluster_id')
    .whereNotNull('cluster.left_at')
    .select(
      'cluster_record.cluster_id',
      'cluster_record.source_id',
      'cluster_record.name',
      'cluster_record.operator_named',
    );
  const names = new Map<string, string[]>();
  for (const record of records) {
    const known = names.get(record.cluster_id) ?? [];
    names.set(record.cluster_id, known);
    known.push(`${record.source_id}/${record.name}`);
    // Of one that was not told since this is kept it is not known that somebody else chose it.
    const isOthers = record.operator_named !== null && !record.operator_named;
    if (!isOthers) known.push(record.name);
  }
  return names;
}
