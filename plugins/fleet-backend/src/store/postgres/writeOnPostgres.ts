import type { Knex } from 'knex';
import {
  markClustersIn,
  type ClusterMarkTable,
} from '../../derive/clusterMarks';
import { runStepsIn } from '../../derive/statements';
import {
  dependentsOf,
  marksOf,
  toDependents,
  type Dependent,
  type SightKey,
} from '../../hubs/dependents';
import { takeBackSights } from '../../hubs/takeBackSights';
import { clusterMarksOf } from '../clusterMarksOf';
import type { FactRow, StoredRow } from '../factRow';
import { FACT_TABLES, type FactTable } from '../factTables';
import { heldFences, type Fence } from '../fence';
import { lastWords } from '../lastWords';
import { markDirty, type DirtyMark } from '../markDirty';
import { planObject } from '../planObject';
import { lockClusters } from '../lockClusters';
import { recordTransitions, type TransitionRecord } from '../recordTransitions';
import type { SubjectResolver } from '../SubjectResolver';
import {
  addResults,
  nothingWritten,
  type WriteBatch,
  type WriteResult,
} from '../WriteBatch';
import { addLabels } from './addLabels';
import { deleteFacts } from './deleteFacts';
import { insertFacts } from './insertFacts';
import { markFactsUnreadable } from './markFactsUnreadable';
import { readStoredRows, type AskedObject } from './readStoredRows';
import { upsertFacts } from './upsertFacts';
import { writeCheckpoints } from './writeCheckpoints';

/** Rows per statement: bounds what one statement holds in memory. */
const ROWS = 2_000;

/**
 * Writes batches of several kinds and observers in one transaction, with a
 * constant number of statements however many objects they have.
 *
 * @param options.isCareful - believe no batch that an object is new
 */
export async function writeOnPostgres(options: {
  knex: Knex;
  batches: WriteBatch[];
  fences?: Fence[];
  resolver: SubjectResolver;
  now: number;
  isCareful: boolean;
  /** What was done is added to these. */
  results: WriteResult[];
}): Promise<void> {
  const { knex, fences, resolver, now, isCareful } = options;
  const done = await knex.transaction(async trx => {
    const held = fences && (await heldFences({ trx, fences }));
    const results = options.batches.map(({ observer }) => ({
      ...nothingWritten(),
      isFenced: held ? !held.has(observer) : false,
    }));
    const { batches } = options;
    const words = batches.map((batch, index) =>
      results[index].isFenced ? [] : lastWords(batch.changes),
    );

    const before = new Map<FactTable, Map<string, StoredRow[]>>();
    for (const table of FACT_TABLES) {
      const asked: AskedObject[] = words.flatMap((each, batch) =>
        batches[batch].tables.includes(table)
          ? each
              .filter(word => isCareful || !word.isNew)
              .map(({ uid }) => ({ batch, uid }))
          : [],
      );
      if (asked.length === 0) continue;
      before.set(table, await readStoredRows({ trx, table, batches, asked }));
    }

    const inserts = new Map<FactTable, FactRow[]>();
    const upserts = new Map<FactTable, FactRow[]>();
    const deletions = new Map<FactTable, string[]>();
    const unreadable = new Map<FactTable, { id: string; reason: string }[]>();
    const marks: DirtyMark[] = [];
    /** Clusters of which something besides has to be derived again. */
    const toDerive = new Map<ClusterMarkTable, Set<string>>();
    const lostSights: SightKey[] = [];
    const lostFacts: Dependent[] = [];
    const transitions: TransitionRecord[] = [];
    words.forEach((each, index) => {
      const batch = batches[index];
      const result = results[index];
      for (const word of each) {
        const isNew = word.isNew && !isCareful;
        const plan = planObject({
          batch,
          word,
          before: isNew
            ? []
            : batch.tables.flatMap(
                table => before.get(table)?.get(`${index}/${word.uid}`) ?? [],
              ),
          resolver,
          now,
        });
        if (!plan) continue;
        for (const { table, row } of plan.rows) {
          listOf(isNew ? inserts : upserts, table).push(row);
        }
        for (const { table, id } of plan.deletions) {
          listOf(deletions, table).push(id);
        }
        for (const { table, ...fact } of plan.unreadable) {
          listOf(unreadable, table).push(fact);
        }
        for (const mark of plan.marks) marks.push(mark);
        for (const { table, clusterIds } of clusterMarksOf(plan)) {
          const ids = toDerive.get(table) ?? new Set();
          toDerive.set(table, ids);
          for (const id of clusterIds) ids.add(id);
        }
        for (const name of plan.lostSights) {
          const { observer, key } = batch;
          lostSights.push({ observer, adapter: key.adapter, name });
        }
        lostFacts.push(...plan.lostFacts);
        transitions.push(...plan.transitions);
        result.written += plan.rows.length;
        result.deleted += plan.deletions.length;
        result.unreadable += plan.unreadable.length;
      }
    });

    const checkpoints = batches.filter(
      ({ checkpoint }, index) => checkpoint && !results[index].isFenced,
    );
    if (checkpoints.length > 0) {
      await writeCheckpoints({ trx, batches: checkpoints, now });
    }
    const dependents = await lockDependents(trx, lostSights, lostFacts);
    await markDirty({ knex: trx, marks: [...marks, ...marksOf(dependents)] });
    for (const [table, ids] of toDerive) {
      await runStepsIn(trx, markClustersIn(trx, table, ids));
    }
    await runStepsIn(trx, takeBackSights(trx, dependents));
    await recordTransitions({ knex: trx, transitions });
    const labels = new Set<string>();
    for (const [table, rows] of inserts) {
      for (const some of slices(rows)) {
        for (const key of await insertFacts({ trx, table, rows: some })) {
          labels.add(key);
        }
      }
    }
    for (const [table, rows] of upserts) {
      // In one order with those that derive, so that nobody waits in a circle.
      rows.sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const some of slices(rows)) {
        await upsertFacts({ trx, table, rows: some });
      }
    }
    for (const [table, ids] of deletions) {
      await deleteFacts({ trx, table, ids });
    }
    for (const [table, facts] of unreadable) {
      await markFactsUnreadable({ trx, table, facts });
    }
    await addLabels({ trx, keys: [...labels] });
    return results;
  });
  addResults(options.results, done);
}

/** What rests on sights that are lost by this write, with the clusters locked of which it is: as those do that derive. */
async function lockDependents(
  trx: Knex.Transaction,
  lostSights: SightKey[],
  lostFacts: Dependent[],
): Promise<Dependent[]> {
  const dependents = [...lostFacts];
  if (lostSights.length > 0) {
    const { sql, bindings } = dependentsOf(trx, lostSights);
    const { rows } = await trx.raw(sql, bindings as Knex.RawBinding[]);
    dependents.push(...toDependents(rows));
  }
  const clusterIds = dependents.flatMap(({ subject }) => subject ?? []);
  if (clusterIds.length > 0) {
    await lockClusters({ knex: trx, clusterIds: [...new Set(clusterIds)] });
  }
  return dependents;
}

function listOf<T>(lists: Map<FactTable, T[]>, table: FactTable): T[] {
  const list = lists.get(table) ?? [];
  lists.set(table, list);
  return list;
}

function slices<T>(all: T[]): T[][] {
  const some: T[][] = [];
  for (let start = 0; start < all.length; start += ROWS) {
    some.push(all.slice(start, start + ROWS));
  }
  return some;
}
