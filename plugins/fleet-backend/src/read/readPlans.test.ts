import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { seedFleet, type SeededFleet } from '../__testUtils__/seedFleet';
import {
  failingDeliveryRows,
  placedInstances,
} from './attention/failingDeliveries';
import { lostDeliveryRows } from './attention/lostHeartbeats';
import {
  badInstanceRows,
  driftingInstanceRows,
} from './attention/troubledInstances';
import { encodeCursor } from './cursor';
import { FINDING_ORDER, selectFindings } from './findings/selectFindings';
import { limitRepeats } from './findings/selectRepeats';
import { unverifiedClusters } from './fleet/takeSnapshot';
import { componentInstances, ORDER as COMPONENT_ORDER } from './getComponent';
import { keysetQuery } from './keysetPage';
import { deliveriesOf } from './listClusterDeliveries';
import { ORDER as INSTANCE_ORDER } from './listClusterInstances';
import { CellScope } from '../permissions/CellScope';
import type { Expression } from '../permissions/Expression';
import { componentCells } from './matrix/readCells';
import { tileInstances } from './matrix/readTileInstances';
import { tileMembers } from './matrix/readTileMembers';
import { OBJECT_ORDER } from './objectOrder';
import {
  hubWords,
  selectStatements,
  STATEMENT_ORDER,
} from './statements/selectStatements';

const NOW = 1_800_000_000_000;

type Lookup = {
  name: string;
  index: RegExp;
  /** Whether the index gives the order, so that nothing is sorted. */
  ordered?: boolean;
  query: (knex: Knex, fleet: SeededFleet) => Knex.QueryBuilder;
};

const page = (
  knex: Knex,
  queries: Knex.QueryBuilder[],
  expression: string,
  cursor = encodeCursor({ sort: 'test', value: 'm', id: 'x' }),
) => keysetQuery({ knex, queries, sort: 'test', expression, cursor });

/** Of who may see what one team owns, on every other cluster. */
function scopeOf(knex: Knex, { clusterIds }: SeededFleet): CellScope {
  const among = (key: 'owner' | 'cluster', values: string[]): Expression => ({
    type: 'in',
    key,
    values,
    isNegated: false,
    orUnknown: false,
  });
  return new CellScope({
    knex,
    clusters: new Map(clusterIds.map(id => [id, { cluster: [id] }])),
    expression: {
      type: 'all',
      parts: [
        among('owner', ['group:default/team-1']),
        among(
          'cluster',
          clusterIds.filter((_, index) => index % 2 === 0),
        ),
      ],
    },
    isWithin: false,
  });
}

const tile = (knex: Knex, { clusterIds, entityRefs }: SeededFleet) =>
  tileInstances(knex, {
    clusterIds: clusterIds.slice(0, 50),
    entityRefs: entityRefs.slice(0, 40),
  });

const LOOKUPS: Lookup[] = [
  {
    name: 'a page of the workloads of a cluster',
    index: /workload_page_index/,
    ordered: true,
    query: (knex, { clusterIds: [, id] }) =>
      page(knex, [knex('workload').where({ subject: id })], OBJECT_ORDER),
  },
  {
    name: 'a page of the instances of a cluster',
    index: /instance_page_index/,
    ordered: true,
    query: (knex, { clusterIds: [, id] }) =>
      page(knex, [knex('instance').where({ cluster_id: id })], INSTANCE_ORDER),
  },
  {
    name: 'a page of the deliveries to a cluster',
    index: /delivery_subject_page_index/,
    query: (knex, { hubId }) =>
      page(knex, deliveriesOf(knex, hubId), OBJECT_ORDER),
  },
  {
    name: 'a page of the deliveries that a hub holds',
    index: /delivery_observer_page_index/,
    query: (knex, { hubId }) =>
      page(knex, deliveriesOf(knex, hubId), OBJECT_ORDER),
  },
  {
    name: 'a page of what is said of a cluster',
    index: /fact_subject_page_index/,
    ordered: true,
    query: (knex, { clusterIds: [, id] }) =>
      page(
        knex,
        selectStatements(knex, id, 'platform', { role: ['about'] }).map(
          each => each.query,
        ),
        STATEMENT_ORDER,
      ),
  },
  {
    name: 'a page of what is read on a cluster besides',
    index: /fact_observer_page_index/,
    ordered: true,
    query: (knex, { clusterIds: [, id] }) =>
      page(
        knex,
        selectStatements(knex, id, 'platform', { role: ['on'] }).map(
          each => each.query,
        ),
        STATEMENT_ORDER,
      ),
  },
  {
    name: 'a page of the policies that are read on a cluster, of some',
    index: /fact_observer_page_index/,
    ordered: true,
    query: (knex, { clusterIds: [, id] }) =>
      page(
        knex,
        selectStatements(knex, id, 'policies', {
          role: ['on'],
          enforcement: ['audit', 'deny'],
          severity: ['high'],
          category: ['Pod Security'],
        }).map(each => each.query),
        STATEMENT_ORDER,
      ),
  },
  {
    name: 'a page of the findings of a cluster, each result once',
    index:
      /finding_page_index[^]*(finding_repeat_pkey|sqlite_autoindex_finding_repeat_1)/,
    ordered: true,
    query: (knex, { clusterIds: [, id] }) =>
      page(
        knex,
        [limitRepeats(selectFindings(knex, id), {}, { isOrdered: true })],
        FINDING_ORDER,
      ),
  },
  {
    name: 'the findings that repeat one',
    index: /finding_repeat_maker_index/,
    query: knex =>
      limitRepeats(
        knex('finding').whereIn(
          'finding.id',
          knex('finding_repeat')
            .where({ maker_id: 'finding-7' })
            .select('finding_id'),
        ),
        { repeating: 'finding-7' },
      ),
  },
  {
    name: 'what hubs say of a cluster in short',
    // What speaks of clusters has indexes of its own; of an empty table none is better.
    index: /fact_(subject_(type|page)|hub_(name|cluster))_index/,
    query: (knex, { clusterIds: [, id] }) =>
      hubWords(knex).where({ subject: id }),
  },
  {
    name: 'what a hub calls clusters',
    // Each holds nothing else; of an empty table none is better.
    index: /fact_hub_(name|cluster)_index/,
    query: (knex, { hubId }) =>
      hubWords(knex).where({ observer: hubId, name: 'prod' }),
  },
  {
    name: 'a page of the instances of a component',
    index: /instance_component_index/,
    query: (knex, { entityRefs: [, ref] }) =>
      page(knex, [componentInstances(knex, ref)], COMPONENT_ORDER),
  },
  {
    name: 'a tile of the matrix, without a row of the table',
    index:
      /(Index Only Scan using|USING COVERING INDEX) instance_component_index/,
    query: tile,
  },
  {
    name: 'a tile of the matrix for who may see what some own',
    index:
      /(Index Only Scan using|USING COVERING INDEX) instance_component_index/,
    query: (knex, fleet) =>
      scopeOf(knex, fleet).limit(tile(knex, fleet), 'instance'),
  },
  {
    name: 'how far releases are in a tile, without those that have arrived',
    index: /rollout_member_open_index/,
    query: (knex, { clusterIds, entityRefs }) =>
      tileMembers(knex, {
        clusterIds: clusterIds.slice(0, 50),
        entityRefs: entityRefs.slice(0, 40),
      }),
  },
  {
    name: 'the cells of some clusters',
    // SQLite has counted them, and knows that they are few here.
    index: /cell_pkey|sqlite_autoindex_cell_1|SCAN cell/,
    query: (knex, { clusterIds }) =>
      componentCells(knex, clusterIds.slice(0, 2)),
  },
  {
    name: 'the instances that are bad',
    index: /instance_trouble_index/,
    query: knex => badInstanceRows(knex),
  },
  {
    name: 'the instances that drift',
    index: /instance_drift_index/,
    query: knex => driftingInstanceRows(knex, NOW),
  },
  {
    name: 'the instances that are bad, of those that a reader may see, one after the other',
    index: /instance_trouble_index[^]*(SubPlan|CORRELATED)/,
    query: (knex, fleet) =>
      scopeOf(knex, fleet).limit(badInstanceRows(knex), 'instance', {
        isOrdered: true,
      }),
  },
  {
    name: 'the deliveries that fail',
    index: /delivery_failing_index/,
    query: knex => failingDeliveryRows(knex),
  },
  {
    name: 'the deliveries of which a hub has lost sight',
    index: /delivery_lost_index/,
    query: knex => lostDeliveryRows(knex),
  },
  {
    name: 'the instances that a delivery may be part of',
    index: /instance_(cluster|page)_index/,
    query: (knex, { clusterIds }) =>
      placedInstances(knex, clusterIds.slice(0, 2), ['team-1']),
  },
  {
    name: 'the records that are not verified',
    index: /cluster_record_unverified_index/,
    query: knex => unverifiedClusters(knex),
  },
];

async function planOf(
  knex: Knex,
  query: Knex.QueryBuilder,
  isPostgres: boolean,
): Promise<string> {
  const { sql, bindings } = query.toSQL();
  if (!isPostgres) {
    const rows: { detail: string }[] = await knex.raw(
      `explain query plan ${sql}`,
      bindings,
    );
    return rows.map(({ detail }) => detail).join('\n');
  }
  return knex.transaction(async trx => {
    // What is seeded is small; whether the index can be used is the question.
    await trx.raw('set local enable_seqscan = off');
    await trx.raw('set local enable_bitmapscan = off');
    const { rows } = await trx.raw(`explain ${sql}`, bindings);
    return rows
      .map((row: Record<string, string>) => row['QUERY PLAN'])
      .join('\n');
  });
}

/** A release of each component, that has arrived at most places. */
async function seedReleases(knex: Knex, isPostgres: boolean): Promise<void> {
  const rest = { hash: 'h', data: '{}' };
  const instances = await knex('instance').whereNot({ entity_ref: '' });
  const refs = [...new Set(instances.map(row => row.entity_ref as string))];
  const ids = new Map(refs.map((ref, index) => [ref, `rollout-${index}`]));
  await knex.batchInsert(
    'rollout',
    refs.map(ref => ({
      id: ids.get(ref),
      entity_ref: ref,
      release_order: 1,
      life_cycle: 'running',
      began_at: NOW,
      members: 1,
      ...rest,
    })),
    50,
  );
  await knex.batchInsert(
    'rollout_member',
    instances.map((row, index) => ({
      rollout_id: ids.get(row.entity_ref),
      instance_id: row.id,
      cluster_id: row.cluster_id,
      namespace: row.namespace,
      entity_ref: row.entity_ref,
      state: index % 20 === 0 ? 'applying' : 'succeeded',
      since: NOW,
      ...rest,
    })),
    50,
  );
  if (isPostgres) await knex.raw('analyze rollout, rollout_member');
}

/** What policies found on a cluster: nine of ten of Pods, that repeat something. */
async function seedFindings(knex: Knex, subject: string): Promise<void> {
  const count = 2_000;
  const isRepeat = (index: number) => index % 10 !== 7;
  const makerOf = (index: number) => `finding-${index - (index % 10) + 7}`;
  const indexes = Array.from({ length: count }, (_, index) => index);
  await knex.batchInsert(
    'finding',
    indexes.map(index => ({
      id: `finding-${index}`,
      observer: subject,
      adapter: 'policy-reports',
      source_uid: `uid-${index}`,
      part: '',
      api_group: 'wgpolicyk8s.io',
      api_version: 'v1alpha2',
      kind: 'PolicyReport',
      namespace: 'shop',
      name: `report-${index}`,
      subject,
      hash: 'h',
      first_seen_at: NOW,
      data: '{}',
      home_namespace: 'shop',
      engine: 'kyverno',
      policy: `policy-${index % 20}`,
      result: index % 3 === 0 ? 'fail' : 'pass',
      severity: '',
      urgency: index % 3 === 0 ? '05' : '65',
    })),
    25,
  );
  await knex.batchInsert(
    'finding_repeat',
    indexes.filter(isRepeat).map(index => ({
      finding_id: `finding-${index}`,
      cluster_id: subject,
      maker_id: makerOf(index),
    })),
    100,
  );
  await knex.raw('analyze');
}

describeDatabases('the plans of what pages read', database => {
  let knex: Knex;
  let fleet: SeededFleet;
  beforeAll(async () => {
    knex = await database.open();
    fleet = await seedFleet(knex, { clusters: 60, now: NOW });
    await seedReleases(knex, database.isPostgres);
    await seedFindings(knex, fleet.clusterIds[1]);
  });

  it.each(LOOKUPS)(
    'use the index for $name',
    async ({ query, index, ordered }) => {
      const plan = await planOf(knex, query(knex, fleet), database.isPostgres);
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(
        /SCAN (instance|workload|delivery|fact|finding)\b(?! USING)/,
      );
      expect(plan).not.toMatch(
        /Seq Scan on (instance|workload|delivery|fact|finding|cell)\b/,
      );
      const isSorted = /\bSort\b|TEMP B-TREE/.test(plan);
      expect(Boolean(ordered && isSorted)).toBe(false);
    },
  );
});
