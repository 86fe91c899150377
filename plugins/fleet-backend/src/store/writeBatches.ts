import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ObjectChange } from '../collector/messages';
import type { Fence } from './fence';
import { writeOnPostgres } from './postgres/writeOnPostgres';
import { writeOnSqlite } from './sqlite/writeOnSqlite';
import type { SubjectResolver } from './SubjectResolver';
import {
  nothingWritten,
  type WriteBatch,
  type WriteResult,
} from './WriteBatch';

export type WriteBatchesOptions = {
  knex: Knex;
  batches: WriteBatch[];
  /** What entitles to write; of clusters that have none nothing is written. Absent where nobody shares the clusters. */
  fences?: Fence[];
  resolver: SubjectResolver;
  /** Milliseconds since 1970. */
  now: number;
};

/**
 * Writes batches together. Where the database refuses what it is given although
 * it answers, takes them apart, so that one object that cannot be stored costs
 * nothing but itself; those are answered as refused, and keep what was known.
 *
 * @returns a result for each batch, in order
 * @throws the database's error when it does not answer
 */
export async function writeBatches(
  options: WriteBatchesOptions,
): Promise<WriteResult[]> {
  const results = options.batches.map(() => nothingWritten());
  // Careful the second time: what was thought to be new may be there.
  for (const isCareful of [false, true]) {
    try {
      await write({ ...options, isCareful, results });
      return results;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  for (const [index, batch] of options.batches.entries()) {
    const apart = { ...options, isCareful: true, results: [results[index]] };
    await writeApart(apart, batch);
    await write({ ...apart, batches: [{ ...batch, changes: [] }] });
  }
  return results;
}

/** Halves what is refused, until it is one object. */
async function writeApart(
  options: WriteOptions,
  batch: WriteBatch,
): Promise<void> {
  const { changes } = batch;
  if (changes.length === 0) return;
  const writeSome = (some: ObjectChange[]) =>
    write({
      ...options,
      batches: [{ ...batch, changes: some, checkpoint: undefined }],
    });
  try {
    await writeSome(changes);
    return;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { uid } = changes[0];
    if (changes.every(change => change.uid === uid)) {
      const example = boundedText(
        `${uid}: could not be stored: ${
          error instanceof Error ? error.message.split(' - ').pop() : error
        }`,
      );
      // What is known of it is from before.
      await writeSome([{ type: 'skipped', uid, example }]);
      options.results[0].refused.push({ uid, example });
      return;
    }
  }
  const middle = Math.ceil(changes.length / 2);
  await writeApart(options, { ...batch, changes: changes.slice(0, middle) });
  await writeApart(options, { ...batch, changes: changes.slice(middle) });
}

type WriteOptions = WriteBatchesOptions & {
  isCareful: boolean;
  results: WriteResult[];
};

function write(options: WriteOptions): Promise<void> {
  return options.knex.client.config.client === 'pg'
    ? writeOnPostgres(options)
    : writeOnSqlite(options);
}

/** Whether it is what was written that is wrong, and not the database. */
function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') {
    // Of the driver's or our own, before anything was sent.
    return error instanceof TypeError || error instanceof RangeError;
  }
  // One row twice, data exceptions, violated constraints, limits of the program.
  return (
    /^(21|22|23|54)...$/.test(code) ||
    /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code)
  );
}
