import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { WatchKey } from '../collector/messages';
import type { FactTable } from './factTables';
import { markDirty, type DirtyMark } from './markDirty';
import { touchedNamespaces } from './touchedNamespaces';

/**
 * Deletes the facts of objects that a list lacks. Call it for a complete and
 * valid list only: nothing else proves that an object is gone.
 *
 * @returns how many facts went
 */
export async function deleteAbsent(options: {
  knex: Knex;
  observer: string;
  key: WatchKey;
  tables: FactTable[];
  listed: ReadonlySet<string>;
}): Promise<number> {
  const { knex, observer, key, tables, listed } = options;
  let deleted = 0;
  for (const table of tables) {
    const rows: { id: string; source_uid: string }[] = await knex(table)
      .where({
        observer,
        adapter: key.adapter,
        api_group: key.group,
        kind: key.kind,
      })
      .select('id', 'source_uid');
    const gone = rows.filter(row => !listed.has(row.source_uid));
    for (let start = 0; start < gone.length; start += 500) {
      const ids = gone.slice(start, start + 500).map(row => row.id);
      await knex.transaction(async trx => {
        const last: { subject: string | null; data: string }[] = await trx(
          table,
        )
          .whereIn('id', ids)
          .select('subject', 'data');
        const marks: DirtyMark[] = last.flatMap(({ subject, data }) =>
          touchedNamespaces(JSON.parse(data) as Fact).map(namespace => ({
            clusterId: subject ?? observer,
            namespace,
          })),
        );
        await trx(table).whereIn('id', ids).delete();
        await markDirty({ knex: trx, marks });
      });
      deleted += ids.length;
    }
  }
  return deleted;
}
