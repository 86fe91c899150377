import type { Knex } from 'knex';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fence } from '../fence';
import { lastWords, type LastWord } from '../lastWords';
import { planObject } from '../planObject';
import type { SubjectResolver } from '../SubjectResolver';
import {
  addResults,
  nothingWritten,
  type WriteBatch,
  type WriteResult,
} from '../WriteBatch';
import { applyPlan } from './applyPlan';
import { isHeldFence } from './isHeldFence';
import { readStoredRows } from './readStoredRows';
import { SqliteHandle } from './SqliteHandle';
import { writeCheckpoint } from './writeCheckpoint';

/** As long as one slice may hold the thread and the only connection. */
const SLICE_MS = 8;

type Step = { batch: number } & ({ word: LastWord } | { end: true });

/**
 * Writes batches in slices: each is a transaction of its own that holds the
 * thread for some milliseconds, and between two of them pages are served. A
 * slice commits a beginning of a batch; its checkpoint is in the last one.
 *
 * @param options.isCareful - believe no batch that an object is new
 */
export async function writeOnSqlite(options: {
  knex: Knex;
  batches: WriteBatch[];
  fences?: Fence[];
  resolver: SubjectResolver;
  now: number;
  isCareful: boolean;
  sliceMs?: number;
  /** What was done is added to these, slice by slice: one that fails takes back only itself. */
  results: WriteResult[];
}): Promise<void> {
  const { knex, batches, fences, sliceMs = SLICE_MS } = options;
  const steps: Step[] = batches.flatMap((batch, index) => [
    ...lastWords(batch.changes).map(word => ({ batch: index, word })),
    ...(batch.checkpoint ? [{ batch: index, end: true as const }] : []),
  ]);
  const fenceOf = fences && new Map(fences.map(each => [each.clusterId, each]));
  let done = 0;
  while (done < steps.length) {
    if (done > 0) await nextTurn();
    const slice = await SqliteHandle.use(knex, handle =>
      handle.transaction(() => {
        const until = performance.now() + sliceMs;
        const held = new Map<string, boolean>();
        const written = batches.map(() => nothingWritten());
        let next = done;
        do {
          const step = steps[next];
          const { observer } = batches[step.batch];
          let isHeld = fenceOf ? held.get(observer) : true;
          if (isHeld === undefined) {
            const fence = fenceOf?.get(observer);
            isHeld = fence !== undefined && isHeldFence(handle, fence);
            held.set(observer, isHeld);
          }
          if (isHeld) take(handle, step, written[step.batch]);
          else written[step.batch].isFenced = true;
          next += 1;
        } while (next < steps.length && performance.now() < until);
        return { next, written };
      }),
    );
    // Only what was committed counts.
    done = slice.next;
    addResults(options.results, slice.written);
  }

  function take(handle: SqliteHandle, step: Step, result: WriteResult): void {
    const batch = batches[step.batch];
    if (!('word' in step)) {
      writeCheckpoint(handle, batch, options.now);
      return;
    }
    const { word } = step;
    const isNew = word.isNew && !options.isCareful;
    const plan = planObject({
      batch,
      word,
      before: isNew ? [] : readStoredRows(handle, batch, word.uid),
      resolver: options.resolver,
      now: options.now,
    });
    if (!plan) return;
    applyPlan(handle, plan, { isNew });
    result.written += plan.rows.length;
    result.deleted += plan.deletions.length;
    result.unreadable += plan.unreadable.length;
  }
}
