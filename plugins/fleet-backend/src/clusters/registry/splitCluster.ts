import type { AuditTrail } from '../../audit';
import { pairOf, type ClusterAlias } from './readRegistry';

/**
 * Takes a merge back: the alias is a cluster again, with the records that were
 * its own and those of what had been merged into it before. The two stay apart
 * from now on, whatever they show.
 */
export async function splitCluster(options: {
  audit: AuditTrail;
  alias: ClusterAlias;
  aliases: ReadonlyMap<string, ClusterAlias>;
  reason: string;
  now: number;
}): Promise<void> {
  const { audit, alias, aliases, reason, now } = options;
  const below = idsBelow(alias.id, aliases);
  await audit.change(async (trx, record) => {
    await trx('cluster_alias').where({ id: alias.id }).delete();
    await trx('cluster_alias')
      .whereIn('id', below)
      .update({ cluster_id: alias.id });
    await trx('cluster_record')
      .whereIn('home_id', [alias.id, ...below])
      .where({ cluster_id: alias.clusterId })
      .update({ cluster_id: alias.id });
    const [first_id, second_id] = pairOf(alias.id, alias.clusterId).split('/');
    await trx('cluster_split')
      .insert({ first_id, second_id, reason, created_at: now })
      .onConflict(['first_id', 'second_id'])
      .ignore();
    const row = await trx('cluster').where({ id: alias.id }).first('name');
    record({
      event: 'cluster-split',
      target: { id: alias.id, ...(row ? { name: row.name } : {}) },
      before: { id: alias.id, aliasOf: alias.clusterId },
      after: { id: alias.id },
      reason,
    });
  });
}

/** What was merged into a cluster, directly or through another. */
function idsBelow(
  id: string,
  aliases: ReadonlyMap<string, ClusterAlias>,
): string[] {
  return [...aliases.values()]
    .filter(({ mergedInto }) => mergedInto === id)
    .flatMap(alias => [alias.id, ...idsBelow(alias.id, aliases)]);
}
