import type { Knex } from 'knex';
import type { WatchKey } from '../collector/messages';
import { runStatement } from '../derive/statements';
import { dependingSubjects } from '../hubs/dependents';
import { keysOf } from '../store/referenceKey';
import type { CoverageEntry } from './entries';

/**
 * The other clusters that kinds of observers speak of: what is said of them is no
 * longer what it was once the kind is lost or regained. Most clusters speak of
 * themselves alone; an index holds only what does not.
 */
export async function readSubjects(options: {
  knex: Knex;
  entries: CoverageEntry[];
  /** Whether a kind's facts say whether hubs see clusters: what rests on it is of other kinds. */
  tellsSight: (key: WatchKey) => boolean;
}): Promise<{ observer: string; subject: string }[]> {
  const { knex, entries, tellsSight } = options;
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
  const telling = entries.filter(({ key }) => tellsSight(key));
  if (telling.length > 0) {
    const rows = await runStatement(
      knex,
      dependingSubjects(
        knex,
        telling.map(({ clusterId, key }) =>
          keysOf({ observer: clusterId, adapter: key.adapter }),
        ),
      ),
    );
    for (const { observer, subject } of rows) found.push({ observer, subject });
  }
  return found;
}
