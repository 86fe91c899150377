import { hash } from 'node:crypto';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import { compareNames } from '../fleet/clusterOrder';
import { defined, type Row } from '../types';
import type { Column } from './axisTests';
import { CELL_BITS, CELL_STATES, severityOf } from './cellState';
import type { MatrixQuestion } from './MatrixQuestion';

/** Where a cluster stands in a rollout. */
export type Wave = {
  key: string;
  /** The lower, the sooner. */
  order: number;
  /** As whoever made the wave calls it. Untrusted text. */
  name?: string;
};

/** The wave of a cluster, a row of the table `cluster`; undefined where it is in none. */
export type WaveOf = (row: Row) => Wave | undefined;

/** Rows and columns as they are numbered. */
export type MatrixOrder = {
  /** The same for the same rows, groups and columns. */
  version: string;
  /** Ids of clusters. */
  rows: readonly string[];
  groups: readonly {
    key: string;
    from: number;
    count: number;
    name?: string;
  }[];
  /** References of entities. */
  columns: readonly string[];
};

/** Characters of a version: nobody can make two that are alike. */
const VERSION_LENGTH = 22;

const collator = new Intl.Collator('en', { numeric: true });
const SEVERITIES = Uint8Array.from({ length: CELL_BITS }, (_, bits) =>
  severityOf(bits),
);

/**
 * Puts rows and columns in their order.
 *
 * @param options.rows - by name; rows and columns each with their place in the sums
 * @param options.waveOf - without it nothing is in a wave
 */
export function orderAxes(options: {
  question: MatrixQuestion;
  rows: readonly { row: Row; place: number }[];
  rowSums: Uint32Array;
  columns: readonly { column: Column; place: number }[];
  columnSums: Uint32Array;
  waveOf?: WaveOf;
}): MatrixOrder {
  const { question, rows, rowSums, columnSums, waveOf } = options;
  const groups = new Map<
    string,
    Pick<Wave, 'order' | 'name'> & { members: typeof rows }
  >();
  for (const each of rows) {
    const { key, ...wave } = groupOf(each.row, question, waveOf);
    const known = groups.get(key);
    if (known) (known.members as (typeof each)[]).push(each);
    else groups.set(key, { ...wave, members: [each] });
  }
  const ids: string[] = [];
  const numbered = [...groups]
    .sort(
      ([a, { order: first }], [b, { order: second }]) =>
        Number(a === UNASSIGNED) - Number(b === UNASSIGNED) ||
        first - second ||
        collator.compare(a, b) ||
        (a < b ? -1 : 1),
    )
    .map(([key, { members, name }]) => {
      const group = defined({
        key,
        from: ids.length,
        count: members.length,
        name: name || undefined,
      });
      const sorted =
        question.sort === 'state' ? worstFirst(members, rowSums) : members;
      for (const { row } of sorted) ids.push(row.id);
      return group;
    });
  const byName = options.columns
    .map(({ column, place }) => ({
      id: column.ref,
      name: nameOf(column),
      place,
    }))
    .sort(compareNames);
  const columns = (
    question.columnSort === 'state' ? worstFirst(byName, columnSums) : byName
  ).map(({ id }) => id);
  return {
    version: hash(
      'sha256',
      JSON.stringify([ids, numbered, columns]),
      'base64url',
    ).slice(0, VERSION_LENGTH),
    rows: ids,
    groups: numbered,
    columns,
  };
}

function groupOf(
  row: Row,
  { groupBy }: MatrixQuestion,
  waveOf: WaveOf | undefined,
): Wave {
  switch (groupBy) {
    case 'none':
      return { key: '', order: 0 };
    case 'wave':
      return waveOf?.(row) ?? { key: waveOf ? UNASSIGNED : '', order: 0 };
    default:
      return { key: row[groupBy] ?? UNASSIGNED, order: 0 };
  }
}

/** As readers read it: the title, else the name. */
function nameOf({ title, ref }: Column): string {
  return title ?? ref.slice(ref.indexOf('/') + 1);
}

/** By how many are in the worst state, then in the next; those with nothing last; among equals as they were. */
function worstFirst<T extends { place: number }>(
  items: readonly T[],
  sums: Uint32Array,
): T[] {
  return items
    .map(item => ({ item, counts: bySeverity(sums, item.place) }))
    .sort((a, b) => {
      for (let at = CELL_STATES.length - 1; at >= 0; at--) {
        if (a.counts[at] !== b.counts[at]) return b.counts[at] - a.counts[at];
      }
      return 0;
    })
    .map(({ item }) => item);
}

function bySeverity(sums: Uint32Array, place: number): Uint32Array {
  const counts = new Uint32Array(CELL_STATES.length);
  for (let bits = 0; bits < CELL_BITS; bits++) {
    counts[SEVERITIES[bits]] += sums[place * CELL_BITS + bits];
  }
  return counts;
}
