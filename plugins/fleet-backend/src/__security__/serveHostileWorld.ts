import { once } from 'node:events';
import {
  DEFAULT_COMPLIANCE_SETTINGS,
  skewSettingsSchema,
  StandardsIndex,
} from '@fleetview/backstage-plugin-fleet-common';
import { DEFAULT_COST_CONFIG } from '../config/costSchema';
import { DEFAULT_DRIFT_CONFIG } from '../config/driftSchema';
import type { AddressInfo } from 'node:net';
import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { buildWorld, CLUSTERS } from '../__permissions__/buildWorld';
import { startEngine } from '../__testUtils__/engine';
import { insertEpisode } from '../__testUtils__/drift';
import { insertException } from '../__testUtils__/exceptions';
import { insertPromotion } from '../__testUtils__/insertPromotion';
import { promotionConfigOf } from '../__testUtils__/promotions';
import { insertRun } from '../__testUtils__/runs';
import { serveRoutes } from '../__testUtils__/router';
import { DEFAULT_SETTINGS } from '../derive/rollouts';
import type { FleetEngine } from '../FleetEngine';
import { EntityIndex } from '../mapping/EntityIndex';
import type { SkewBasis } from '../read/skew';
import type { Row } from '../read/types';
import { PRESENT } from './document';
import { poison, poisonStore } from './poisonStore';

type Over = NonNullable<Parameters<typeof serveRoutes>[2]>;

/** Of most clusters of this world neither tier nor environment is known. */
const SKEW: SkewBasis = {
  settings: skewSettingsSchema.parse({
    groupBy: ['tier', 'environment', 'region'],
  }),
  origin: 'configured',
};

/** With all that may be configured: what is known, and what is not. */
const COMPLIANCE: FleetEngine['compliance'] = {
  settings: {
    ...DEFAULT_COMPLIANCE_SETTINGS,
    expectations: [
      { policies: ['never-seen'], tiers: ['unassigned'] },
      { policies: ['*'], regions: ['unassigned', 'eu'] },
    ],
  },
  origin: 'configured',
  mapping: new StandardsIndex({
    entries: [
      { policy: '*', standards: [{ standard: 'Own', controls: ['1'] }] },
    ],
  }),
};

/** A release goes from one region to the other; of some clusters the region is not known. */
const PROMOTIONS = promotionConfigOf([
  { name: 'eu', region: ['eu'] },
  {
    name: 'us',
    region: ['us'],
    waves: [{ name: 'canary', clusters: ['name-of-c-1'] }, { name: 'rest' }],
  },
]);

/** The routes over a store in which every text is hostile, on a port of their own. */
export type HostileWorld = {
  url: string;
  /** An instance of each cluster, by its id. */
  instances: Record<string, string>;
  /** The columns that hold something hostile. */
  columns: string[];
  /** Serves the same store to other readers. */
  serve(over: Over): Promise<string>;
  stop(): Promise<void>;
};

export const NOW = 100_000;

export async function serveHostileWorld(
  knex: Knex,
  options: { over?: Over; clean?: boolean } = {},
): Promise<HostileWorld> {
  const { engine } = await startEngine(knex, []);
  await engine.stop();
  const world = await buildWorld(knex, 'hostile');
  for (const cluster_id of CLUSTERS) {
    for (const at of [6_000, 7_000]) {
      await knex('transition').insert({
        at,
        cluster_id,
        scope: 'instance',
        name: 'cart',
        namespace: 'shop',
        entity_ref: 'component:default/cart',
        field: 'version',
        from_value: '1',
        to_value: '2',
      });
    }
  }
  const instances = await writeRuns(knex);
  PRESENT.instanceId = instances['c-0'];
  for (const cluster of CLUSTERS) {
    await insertException(knex, `exception-${cluster}`, {
      scope: { clusters: [cluster] },
    });
    const delivery = await withIgnoreRules(knex, cluster);
    await insertEpisode(knex, {
      id: `episode-${cluster}`,
      cluster_id: cluster,
      ...(delivery ? { delivery_id: delivery } : {}),
    });
    await insertPromotion(knex, {
      id: `promotion-${cluster}`,
      clusters: [cluster],
      from: 'eu',
      to: 'us',
    });
  }
  const columns = options.clean ? [] : await poisonStore(knex);
  const index = new EntityIndex(
    options.clean
      ? world.entities
      : world.entities.map(entity => ({
          ...entity,
          ...(entity.title ? { title: poison(entity.title) } : {}),
          ...(entity.owner ? { owner: poison(entity.owner) } : {}),
        })),
  );
  const stops: (() => Promise<void>)[] = [];
  const serve = async (over: Over) => {
    const serving = {
      adapters: engine.adapters,
      problems: new Map(),
      registry: engine.registry,
      // What other back ends are told of sources.
      sourceStates: engine.sourceStates,
      mirror: {
        index: () => index,
        refreshOne: async () => {},
      } as unknown as FleetEngine['mirror'],
      rollouts: { settings: DEFAULT_SETTINGS, plans: [] },
      costs: { ...DEFAULT_COST_CONFIG, budgets: [] },
      compliance: COMPLIANCE,
      skew: SKEW,
      drift: DEFAULT_DRIFT_CONFIG,
      promotions: PROMOTIONS,
      configuredPrices: [],
    };
    const app = await serveRoutes(knex, serving, {
      now: () => NOW,
      cursorKey: Buffer.alloc(32, 1),
      catalog: {
        getEntityByRef: async ref =>
          (index.byRef.has(ref as string) ? {} : undefined) as never,
        getEntitiesByRefs: async ({ entityRefs }) => ({
          items: entityRefs.map(
            ref => (index.byRef.has(ref) ? {} : undefined) as never,
          ),
        }),
      },
      namesOf: id => world.subjects.get(id)?.cluster.slice(1) ?? [],
      ...over,
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(async () => {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  return {
    instances,
    url: await serve(options.over ?? {}),
    columns,
    serve,
    stop: async () => {
      await Promise.all(stops.map(stop => stop()));
    },
  };
}

/** Of an instance of each cluster something that was told. */
async function writeRuns(knex: Knex): Promise<Record<string, string>> {
  const instances: Record<string, string> = {};
  for (const cluster of CLUSTERS) {
    const row = await knex('instance')
      .where({ cluster_id: cluster })
      .whereNot({ entity_ref: 'component:default/ledger' })
      .orderBy('id')
      .first();
    if (!row) continue;
    instances[cluster] = row.id;
    await insertRun(knex, {
      id: `run-${cluster}`,
      instance_id: row.id,
      observer: cluster,
      subject: cluster,
      home_namespace: row.namespace,
      home_entity: row.entity_ref,
      reason: `because of ${cluster}`,
    });
  }
  return instances;
}

/** How many rows every table has. */
export async function countRows(knex: Knex): Promise<Record<string, number>> {
  const tables: string[] =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables')
          .where({ table_schema: 'public', table_type: 'BASE TABLE' })
          .pluck('table_name')
      : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
  const counts: Record<string, number> = {};
  for (const table of tables.sort()) {
    // Who asked, and for what of all, is noted; nothing else is.
    if (/^(knex_|sqlite_|reader_view|audit_entry)/.test(table)) continue;
    const [{ rows }] = await knex(table).count({ rows: '*' });
    counts[table] = Number(rows);
  }
  return counts;
}

/** Lets a delivery that was read from a cluster have rules of its engine. @returns its id */
async function withIgnoreRules(
  knex: Knex,
  observer: string,
): Promise<string | undefined> {
  const row: Row | undefined = await knex('delivery')
    .where({ observer })
    .orderBy('id')
    .first('id', 'data');
  if (!row) return undefined;
  const ignoreRules: DeliveryFact['ignoreRules'] = {
    rules: [
      {
        where: { kind: 'Application', name: 'cart', path: 'spec.rules[0]' },
        leftOut: [{ type: 'jq', text: '.spec' }, { type: 'everything' }],
        setting: 'not set',
      },
    ],
    total: 2,
  };
  await knex('delivery')
    .where({ id: row.id })
    .update({ data: JSON.stringify({ ...JSON.parse(row.data), ignoreRules }) });
  return row.id;
}
