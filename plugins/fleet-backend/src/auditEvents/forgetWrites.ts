import type { Knex } from 'knex';

/** So many are forgotten at once, so that nothing waits for long. */
const AT_ONCE = 500;

/**
 * Forgets writes that were done before some time, on all clusters, and logs of which nothing
 * came since.
 *
 * @param options.before - milliseconds since 1970
 */
export async function forgetWrites(options: {
  knex: Knex;
  before: number;
}): Promise<void> {
  const { knex, before } = options;
  await knex('audit_webhook').where('last_received_at', '<', before).delete();
  await knex('audit_webhook')
    .where('kept_since', '<', before)
    .update({ kept_since: before });
  for (;;) {
    const ids: string[] = await knex('cluster_write')
      .where('completed_at', '<', before)
      .limit(AT_ONCE)
      .pluck('id');
    if (ids.length === 0) return;
    await knex('cluster_write').whereIn('id', ids).delete();
  }
}
