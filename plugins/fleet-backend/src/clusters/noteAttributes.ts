import type { AuditTrail } from '../audit';
import type { FleetConfig } from '../config/FleetConfig';
import { lockClusters } from '../store/lockClusters';

type Values = FleetConfig['attributes'][number]['values'];

/** What configuration says of one cluster, and where. */
export type ConfiguredCluster = {
  id: string;
  name: string;
  configured: Values;
  configurationKey?: string;
};

/** Clusters written in one transaction. */
const BATCH = 500;

/**
 * Keeps what configuration says of clusters, and records where that is not what
 * it said before.
 */
export async function noteAttributes(options: {
  audit: AuditTrail;
  clusters: ConfiguredCluster[];
}): Promise<void> {
  const { audit, clusters } = options;
  for (let start = 0; start < clusters.length; start += BATCH) {
    await noteBatch(audit, clusters.slice(start, start + BATCH));
  }
}

async function noteBatch(
  audit: AuditTrail,
  clusters: ConfiguredCluster[],
): Promise<void> {
  await audit.change(async (trx, record) => {
    const clusterIds = clusters.map(({ id }) => id);
    await lockClusters({ knex: trx, clusterIds });
    const rows = await trx('cluster')
      .whereIn('id', clusterIds)
      .select('id', 'configured');
    const noted = new Map<string, Values>(
      rows.map(({ id, configured }) => [
        id,
        configured ? JSON.parse(configured) : {},
      ]),
    );
    for (const { id, name, configured, configurationKey } of clusters) {
      const before = noted.get(id);
      if (!before || textOf(before) === textOf(configured)) continue;
      await trx('cluster')
        .where({ id })
        .update({ configured: textOf(configured) });
      record({
        event: 'cluster-attributes-changed',
        target: { id, name },
        before,
        after: configured,
        reason: configurationKey
          ? `${configurationKey} says so`
          : 'no entry of fleet.attributes names it any more',
      });
    }
  });
}

/** The same for the same values, in whichever order they are written. */
function textOf(values: Values): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
}
