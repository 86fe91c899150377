import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { SourceUrlOf } from './bindableOf';
import { sourceKey } from './refreshSources';
import { runStatement, tableOfIds } from './statements';

/** Where the source objects lie that some deliveries refer to; asks only where any does. */
export async function readSources(
  knex: Knex,
  deliveries: Iterable<{ observer: string; fact: DeliveryFact }>,
): Promise<SourceUrlOf> {
  const observers = new Set<string>();
  for (const { observer, fact } of deliveries) {
    if (fact.sources.some(({ object, repository }) => object && !repository)) {
      observers.add(observer);
    }
  }
  if (observers.size === 0) return () => undefined;
  const wanted = tableOfIds(knex, 'wanted', observers);
  const rows = await runStatement(knex, {
    sql: `select observer, kind, namespace, name, url from delivery_source
      where observer in (select wanted_id from ${wanted.sql})`,
    bindings: wanted.bindings,
  });
  const urls = new Map<string, string>(
    rows.map(row => [
      sourceKey(
        row.observer,
        row as { kind: string; namespace: string; name: string },
      ),
      row.url,
    ]),
  );
  return (observer, object) => urls.get(sourceKey(observer, object));
}
