import type { AuditTrail } from '../audit';
import type { FleetConfig } from '../config/FleetConfig';

type Values = FleetConfig['attributes'][number]['values'];

/**
 * Keeps what configuration says of clusters, and records where that is not what
 * it said before.
 */
export async function noteAttributes(options: {
  audit: AuditTrail;
  clusters: {
    id: string;
    name: string;
    configured: Values;
    configurationKey?: string;
  }[];
}): Promise<void> {
  const { audit, clusters } = options;
  if (clusters.length === 0) return;
  await audit.change(async (trx, record) => {
    for (const { id, name, configured, configurationKey } of clusters) {
      const row = await trx('cluster').where({ id }).first('configured');
      if (!row) continue;
      const before: Values = row.configured ? JSON.parse(row.configured) : {};
      if (textOf(before) === textOf(configured)) continue;
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
