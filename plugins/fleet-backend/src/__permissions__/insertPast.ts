import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { insertCostDay } from '../__testUtils__/costs';
import type { Random } from '../__faults__/random';
import type { Subject } from '../permissions/Expression';

/** Before anything is asked of the past. */
const LEFT_AT = 4_000;
/** Days of costs, before all others tell: a day of one cluster that two ids tell counts once. */
const DAYS = { first: -20, last: -13 };

/**
 * Makes up clusters that are no more and what is kept of them: one that left, and one that
 * was merged into another one, each with what that one has.
 *
 * @param options.into - the cluster whose past they have, and that one of them is part of
 * @param options.subjects - what an operator says of clusters, by id
 * @returns what an operator said of them
 */
export async function insertPast(
  knex: Knex,
  random: Random,
  options: { into: string; subjects: ReadonlyMap<string, Subject> },
): Promise<Map<string, Subject>> {
  const { into, subjects } = options;
  const whole = subjects.get(into) as Subject;
  const { attributes } = await knex('cluster').where({ id: into }).first();
  for (const id of ['gone', 'former']) {
    await insertCluster(knex, id, { left_at: LEFT_AT, attributes });
    await insertCosts(knex, random, { id, as: into });
    for (const table of ['compliance_span', 'failure']) {
      const rows = await knex(table).where({ cluster_id: into });
      await knex.batchInsert(
        table,
        rows.map(({ id: _, ...row }, index) => ({
          ...row,
          cluster_id: id,
          observer: id,
          ...(table === 'compliance_span'
            ? { thing: `${id}-${index}`, outranked_by: '' }
            : {}),
        })),
        50,
      );
    }
  }
  await knex('cluster_record').insert({
    source_id: 'test',
    source_title: 'Test',
    name: 'name-of-gone',
    cluster_id: 'gone',
    tls_verified: true,
    present: false,
    first_seen_at: 1_000,
  });
  await knex('cluster_alias').insert({
    id: 'former',
    cluster_id: into,
    reason: 'the same uid',
    created_at: LEFT_AT,
  });
  return new Map([
    ['gone', { ...whole, cluster: ['gone', 'name-of-gone'] }],
    ['former', { ...whole, cluster: ['former', ...whole.cluster] }],
  ]);
}

async function insertCosts(
  knex: Knex,
  random: Random,
  { id, as }: { id: string; as: string },
): Promise<void> {
  const cells = await knex('cell')
    .where({ cluster_id: as })
    .orderBy(['namespace', 'entity_ref']);
  for (let day = DAYS.first; day <= DAYS.last; day += 1) {
    await insertCostDay(knex, {
      clusterId: id,
      day,
      lines: cells.map((cell, index) => ({
        namespace: cell.namespace,
        name: `thing-${index}`,
        cost: random.integer(1, 400) / 4,
        place: {
          entity_ref: cell.entity_ref,
          region: cell.region ?? 'unassigned',
          environment: cell.environment,
          owner: cell.owner,
          system: cell.system,
        },
      })),
      account: { isWhole: random.chance(0.9) },
    });
  }
}
