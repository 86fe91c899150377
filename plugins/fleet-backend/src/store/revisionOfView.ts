import type { Knex } from 'knex';

/** What nobody asked for so long is forgotten. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** That somebody asks is noted at most so often. */
const NOTED_MS = 60 * 60_000;

/**
 * The revision of what a reader sees who may not see all. It grows when that is
 * different, and not when something else is; all replicas tell the same.
 *
 * @param options.contentHash - of what he sees
 * @param options.wholeRevision - of the fleet, as of which he sees it
 * @param options.now - milliseconds since 1970
 */
export async function revisionOfView(options: {
  knex: Knex;
  accessKey: string;
  contentHash: string;
  wholeRevision: number;
  now: number;
}): Promise<number> {
  const { knex, accessKey, contentHash, wholeRevision, now } = options;
  const said = () =>
    knex('reader_view').where({ access_key: accessKey }).first();
  let row = await said();
  if (!row) {
    await knex('reader_view')
      .insert({
        access_key: accessKey,
        content_hash: contentHash,
        whole_revision: wholeRevision,
        revision: now,
        used_at: now,
      })
      .onConflict('access_key')
      .ignore();
    await knex('reader_view')
      .where('used_at', '<', now - KEPT_MS)
      .delete();
    row = await said();
  }
  if (row.content_hash !== contentHash) {
    if (Number(row.whole_revision) > wholeRevision) {
      // Another replica has seen what came after.
      return Number(row.revision) - 1;
    }
    await knex('reader_view')
      .where({ access_key: accessKey, revision: row.revision })
      .update({
        content_hash: contentHash,
        whole_revision: wholeRevision,
        revision: Math.max(now, Number(row.revision) + 1),
        used_at: now,
      });
    row = await said();
  } else if (now - Number(row.used_at) > NOTED_MS) {
    await knex('reader_view')
      .where({ access_key: accessKey })
      .update({ used_at: now });
  }
  return Number(row.revision);
}
