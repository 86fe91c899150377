import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { ObjectChange, WatchKey } from '../collector/messages';
import type { FactTable } from './factTables';
import { markDirty, type DirtyMark } from './markDirty';
import { touchedNamespaces } from './touchedNamespaces';

/**
 * Keeps what is known of objects that could not be read the last time, and says
 * that it is from before: it must not count as current any more.
 *
 * @returns how many facts that concerns
 */
export async function markUnreadable(options: {
  knex: Knex;
  observer: string;
  key: WatchKey;
  tables: FactTable[];
  changes: ObjectChange[];
}): Promise<number> {
  const { knex, observer, key, tables } = options;
  const latest = new Map(options.changes.map(change => [change.uid, change]));
  const reasons = new Map<string, string>();
  for (const [uid, change] of latest) {
    if (change.type === 'skipped') reasons.set(uid, change.example);
  }
  let marked = 0;
  for (const table of reasons.size > 0 ? tables : []) {
    const rows: {
      id: string;
      source_uid: string;
      subject: string | null;
      data: string;
    }[] = await knex(table)
      .where({
        observer,
        adapter: key.adapter,
        api_group: key.group,
        kind: key.kind,
        unreadable: null,
      })
      .whereIn('source_uid', [...reasons.keys()])
      .select('id', 'source_uid', 'subject', 'data');
    if (rows.length === 0) continue;
    marked += rows.length;
    await knex.transaction(async trx => {
      for (const row of rows) {
        // Without its hash it is written again as soon as it can be read.
        await trx(table)
          .where({ id: row.id })
          .update({ unreadable: reasons.get(row.source_uid), hash: '' });
      }
      const marks: DirtyMark[] = rows.flatMap(({ subject, data }) =>
        touchedNamespaces(JSON.parse(data) as Fact).map(namespace => ({
          clusterId: subject ?? observer,
          namespace,
        })),
      );
      await markDirty({ knex: trx, marks });
    });
  }
  return marked;
}
