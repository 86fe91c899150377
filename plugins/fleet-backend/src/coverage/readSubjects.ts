import type { Knex } from 'knex';
import type { CoverageEntry } from './entries';

/**
 * The other clusters that kinds of observers speak of: what is said of them is no
 * longer what it was once the kind is lost or regained. Most clusters speak of
 * themselves alone; an index holds only what does not.
 */
export async function readSubjects(options: {
  knex: Knex;
  entries: CoverageEntry[];
}): Promise<{ observer: string; subject: string }[]> {
  const { knex, entries } = options;
  const kinds = new Set(
    entries.map(({ clusterId, key }) => `${clusterId}/${key.kind}`),
  );
  const observers = [...new Set(entries.map(({ clusterId }) => clusterId))];
  const found: { observer: string; subject: string }[] = [];
  for (let start = 0; start < observers.length; start += 500) {
    const rows: { observer: string; kind: string; subject: string }[] =
      await knex('delivery')
        .whereIn('observer', observers.slice(start, start + 500))
        .whereRaw('subject <> observer')
        .distinct('observer', 'kind', 'subject');
    for (const { observer, kind, subject } of rows) {
      if (kinds.has(`${observer}/${kind}`)) found.push({ observer, subject });
    }
  }
  return found;
}
