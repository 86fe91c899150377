import type {
  DeliveryFact,
  SourceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { markDirty, type DirtyMark } from '../store/markDirty';
import { touchedNamespaces } from '../store/touchedNamespaces';
import { runStatement, runSteps, tableOfIds, tableOfRows } from './statements';

type Source = {
  observer: string;
  kind: string;
  namespace: string;
  name: string;
  url: string;
};

/**
 * Brings up to date where the source objects of some clusters lie. They change with
 * every commit, and where they lie hardly ever: what their deliveries bring is
 * marked only when that changes.
 *
 * @param options.whole - clusters that are being derived as a whole anyway
 */
export async function refreshSources(options: {
  knex: Knex;
  clusterIds: string[];
  whole: ReadonlySet<string>;
}): Promise<void> {
  const { knex, clusterIds, whole } = options;
  if (clusterIds.length === 0) return;
  const wanted = tableOfIds(knex, 'wanted', clusterIds);
  const facts = await runStatement(knex, {
    sql: `select observer, data from fact
      where observer in (select wanted_id from ${wanted.sql}) and type = 'source'`,
    bindings: wanted.bindings,
  });
  const stored = await runStatement(knex, {
    sql: `select observer, kind, namespace, name, url from delivery_source
      where observer in (select wanted_id from ${wanted.sql})`,
    bindings: wanted.bindings,
  });
  if (facts.length === 0 && stored.length === 0) return;
  const now = new Map<string, Source>();
  for (const { observer, data } of facts) {
    const { kind, namespace = '', name, url }: SourceFact = JSON.parse(data);
    if (!url) continue;
    const source = { observer, kind, namespace, name, url };
    now.set(sourceKey(observer, source), source);
  }
  const gone = new Map(
    stored.map(row => [sourceKey(row.observer, row as Source), row as Source]),
  );
  const changed: Source[] = [];
  for (const [key, source] of now) {
    if (gone.get(key)?.url !== source.url) changed.push(source);
    gone.delete(key);
  }
  if (changed.length + gone.size === 0) return;
  const concerned = new Set([
    ...changed.map(source => sourceKey(source.observer, source)),
    ...gone.keys(),
  ]);
  const marks = await marksOf(knex, concerned, whole);
  // Before: what fails in between is found again. After: it may have been taken meanwhile.
  await markDirty({ knex, marks });
  await write(knex, changed, [...gone.values()]);
  await markDirty({ knex, marks });
}

/** How a source object is found that a delivery refers to. */
export function sourceKey(
  observer: string,
  { kind, namespace, name }: { kind: string; namespace?: string; name: string },
): string {
  return JSON.stringify([observer, kind, namespace ?? '', name]);
}

async function marksOf(
  knex: Knex,
  concerned: ReadonlySet<string>,
  whole: ReadonlySet<string>,
): Promise<DirtyMark[]> {
  const observers = new Set<string>(
    [...concerned].map(key => JSON.parse(key)[0]),
  );
  const wanted = tableOfIds(knex, 'wanted', observers);
  const rows = await runStatement(knex, {
    sql: `select subject, observer, data from delivery
      where observer in (select wanted_id from ${wanted.sql}) and subject is not null`,
    bindings: wanted.bindings,
  });
  return rows.flatMap(({ subject, observer, data }) => {
    if (whole.has(subject)) return [];
    const fact: DeliveryFact = JSON.parse(data);
    const isConcerned = fact.sources.some(
      ({ object }) => object && concerned.has(sourceKey(observer, object)),
    );
    return isConcerned
      ? touchedNamespaces(fact).map(namespace => ({
          clusterId: subject,
          namespace,
        }))
      : [];
  });
}

async function write(
  knex: Knex,
  changed: Source[],
  gone: Source[],
): Promise<void> {
  await runSteps(knex, function* steps() {
    const columns = {
      observer: 'text',
      kind: 'text',
      namespace: 'text',
      name: 'text',
      url: 'text',
    } as const;
    const dropped = tableOfRows(knex, 'dropped', columns, gone);
    if (gone.length > 0) {
      yield {
        sql: `delete from delivery_source where (observer, kind, namespace, name)
          in (select observer, kind, namespace, name from ${dropped.sql})`,
        bindings: dropped.bindings,
      };
    }
    if (changed.length === 0) return;
    const fresh = tableOfRows(knex, 'fresh', columns, changed);
    yield {
      sql: `insert into delivery_source (observer, kind, namespace, name, url)
        select observer, kind, namespace, name, url from ${fresh.sql} where true
        on conflict (observer, kind, namespace, name) do update set url = excluded.url`,
      bindings: fresh.bindings,
    };
  });
}
