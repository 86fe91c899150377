import type { Checkpoint, ObjectChange, WatchKey } from '../collector/messages';
import type { FactTable } from './factTables';

/** Changes of one kind of one observer, to be written together. */
export type WriteBatch = {
  observer: string;
  key: WatchKey;
  version: string;
  /** Where its facts are. */
  tables: FactTable[];
  changes: ObjectChange[];
  /** Objects that there are of the kind after these changes. */
  objects?: number;
  /** Kept in the same transaction. */
  checkpoint?: Checkpoint;
};

/** What a write did; zeroes for a batch that said nothing new. */
export type WriteResult = {
  /** Facts written. */
  written: number;
  /** Facts deleted. */
  deleted: number;
  /** Facts that are from before from now on. */
  unreadable: number;
  /** The lease is in other hands: nothing was written, and nothing will be. */
  isFenced: boolean;
  /** Objects that the database does not take. */
  refused: { uid: string; example: string }[];
};

/** A write that did nothing. */
export function nothingWritten(): WriteResult {
  return {
    written: 0,
    deleted: 0,
    unreadable: 0,
    isFenced: false,
    refused: [],
  };
}

/** Adds what was done for each of some batches to what was done before. */
export function addResults(sums: WriteResult[], results: WriteResult[]): void {
  results.forEach((result, index) => {
    const sum = sums[index];
    sum.written += result.written;
    sum.deleted += result.deleted;
    sum.unreadable += result.unreadable;
    sum.isFenced ||= result.isFenced;
    sum.refused.push(...result.refused);
  });
}
