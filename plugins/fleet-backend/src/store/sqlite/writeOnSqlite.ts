import type { Knex } from 'knex';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fence } from '../fence';
import { runStepsNow, type Steps } from '../../derive/statements';
import {
  dependentsOf,
  marksOf,
  toDependents,
  type Dependent,
  type SightKey,
} from '../../hubs/dependents';
import { takeBackSights } from '../../hubs/takeBackSights';
import { lastWords, type LastWord } from '../lastWords';
import { planObject } from '../planObject';
import type { SubjectResolver } from '../SubjectResolver';
import {
  addResults,
  nothingWritten,
  type WriteBatch,
  type WriteResult,
} from '../WriteBatch';
import { applyMarks, applyPlan } from './applyPlan';
import { isHeldFence } from './isHeldFence';
import { readStoredRows } from './readStoredRows';
import { SqliteHandle } from './SqliteHandle';
import { writeCheckpoint } from './writeCheckpoint';

/** As long as one slice may hold the thread and the only connection. */
const SLICE_MS = 8;

type Step = { batch: number } & ({ word: LastWord } | { end: true });

type SqliteWriteOptions = {
  knex: Knex;
  batches: WriteBatch[];
  fences?: Fence[];
  resolver: SubjectResolver;
  now: number;
  /** Believe no batch that an object is new. */
  isCareful: boolean;
  sliceMs?: number;
  /** What was done is added to these, slice by slice: one that fails takes back only itself. */
  results: WriteResult[];
};

/**
 * Writes batches in slices: each is a transaction of its own that holds the
 * thread for some milliseconds, and between two of them pages are served. A
 * slice commits a beginning of a batch; its checkpoint is in the last one.
 */
export async function writeOnSqlite(
  options: SqliteWriteOptions,
): Promise<void> {
  const { knex, batches, results } = options;
  const steps: Step[] = batches.flatMap((batch, index) => [
    ...lastWords(batch.changes).map(word => ({ batch: index, word })),
    ...(batch.checkpoint ? [{ batch: index, end: true as const }] : []),
  ]);
  for (let done = 0; done < steps.length; ) {
    if (done > 0) await nextTurn();
    const rest = done === 0 ? steps : steps.slice(done);
    const slice = await SqliteHandle.use(knex, handle =>
      handle.transaction(() => writeSlice(handle, rest, options)),
    );
    // Only what was committed counts.
    addResults(results, slice.results);
    done += slice.taken;
  }
}

/** Takes steps, at least one, until its time is over. */
function writeSlice(
  handle: SqliteHandle,
  steps: Step[],
  options: SqliteWriteOptions,
): { taken: number; results: WriteResult[] } {
  const { batches, fences, sliceMs = SLICE_MS } = options;
  const until = performance.now() + sliceMs;
  const results = batches.map(() => nothingWritten());
  const held = new Map<string, boolean>();
  const isHeld = (observer: string) => {
    if (!fences) return true;
    let answer = held.get(observer);
    if (answer === undefined) {
      const fence = fences.find(({ clusterId }) => clusterId === observer);
      answer = fence !== undefined && isHeldFence(handle, fence);
      held.set(observer, answer);
    }
    return answer;
  };
  let taken = 0;
  do {
    const step = steps[taken];
    const batch = batches[step.batch];
    const result = results[step.batch];
    if (!isHeld(batch.observer)) {
      result.isFenced = true;
    } else if ('word' in step) {
      writeObject(handle, batch, step.word, result, options);
    } else {
      writeCheckpoint(handle, batch, options.now);
    }
    taken += 1;
  } while (taken < steps.length && performance.now() < until);
  return { taken, results };
}

function writeObject(
  handle: SqliteHandle,
  batch: WriteBatch,
  word: LastWord,
  result: WriteResult,
  { knex, isCareful, resolver, now }: SqliteWriteOptions,
): void {
  const isNew = word.isNew && !isCareful;
  const plan = planObject({
    batch,
    word,
    before: isNew ? [] : readStoredRows(handle, batch, word.uid),
    resolver,
    now,
  });
  if (!plan) return;
  applyPlan(handle, plan, { isNew });
  if (plan.lostSights.length + plan.lostFacts.length > 0) {
    const { observer, key } = batch;
    const lost = plan.lostSights.map(name => ({
      observer,
      adapter: key.adapter,
      name,
    }));
    applyMarks(
      handle,
      marksOf(runStepsNow(handle, takeBack(knex, lost, plan.lostFacts))),
    );
  }
  result.written += plan.rows.length;
  result.deleted += plan.deletions.length;
  result.unreadable += plan.unreadable.length;
}

function* takeBack(
  knex: Knex,
  lostSights: SightKey[],
  lostFacts: Dependent[],
): Steps<Dependent[]> {
  const dependents = [...lostFacts];
  if (lostSights.length > 0) {
    dependents.push(...toDependents(yield dependentsOf(knex, lostSights)));
  }
  yield* takeBackSights(knex, dependents);
  return dependents;
}
