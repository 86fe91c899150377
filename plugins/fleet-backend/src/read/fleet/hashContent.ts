import { hash } from 'node:crypto';
import { SUM_COLUMNS } from '../../derive/sumColumns';
import type { AttentionList } from '../attention';
import type { Row } from '../types';

/** What differs by reader, and when a cluster was last heard of, which is no news. */
const LEFT_OUT = new Set([
  ...SUM_COLUMNS,
  'worst',
  'cells_written',
  'last_seen_at',
]);

/** Rows are replaced when they change, so each is hashed once. */
const hashes = new WeakMap<Row, string>();

/**
 * Differs as soon as a reader sees something else.
 *
 * @param options.clusters - the rows that all readers share, of the clusters that this one sees
 * @param options.counted - the same with what he sees of what runs on them, in the same order
 * @param options.stamp - of what runs
 */
export function hashContent(options: {
  clusters: readonly Row[];
  counted: readonly Row[];
  attention: AttentionList;
  stamp: unknown;
}): string {
  const { clusters, counted, attention, stamp } = options;
  return hash(
    'sha256',
    [
      ...clusters.map(hashOf),
      ...counted.map(row =>
        [...SUM_COLUMNS.map(name => row[name]), row.worst].join(),
      ),
      JSON.stringify([attention.items, attention.total, stamp]),
    ].join('\n'),
    'base64url',
  );
}

function hashOf(row: Row): string {
  const known = hashes.get(row);
  if (known !== undefined) return known;
  const words = Object.entries(row).filter(([name]) => !LEFT_OUT.has(name));
  const made = hash('sha1', JSON.stringify(words), 'base64url');
  hashes.set(row, made);
  return made;
}
