import {
  worstHealth,
  type NodeFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { writeTransitions } from '../history/writeTransitions';
import type { TransitionRecord } from '../store/recordTransitions';
import { checkFences } from './checkFences';
import type { DeriveContext } from './DeriveContext';
import { CLUSTER_MARK_TABLES, markClustersIn } from './clusterMarks';
import { judgeUnresolved } from './judgeUnresolved';
import type { ResolvedAttributes } from './resolveAttributes';
import {
  isPostgres,
  type Rows,
  runSteps,
  type Steps,
  tableOfIds,
  tableOfRows,
} from './statements';
import { SUM_COLUMNS } from './sumColumns';
import { worstThings } from './worstThings';
import { placeCells } from './placeCells';

const COLUMNS = {
  health: 'text',
  stale: 'boolean',
  region: 'text',
  environment: 'text',
  provider: 'text',
  tier: 'text',
  owner: 'text',
  zone: 'text',
  attributes: 'text',
  nodes_total: 'integer',
  nodes_ready: 'integer',
  nodes_not_ready: 'integer',
  nodes_unknown: 'integer',
  nodes_unschedulable: 'integer',
  capacity_cpu: 'double precision',
  capacity_memory: 'double precision',
  capacity_pods: 'double precision',
  ...Object.fromEntries(SUM_COLUMNS.map(name => [name, 'integer' as const])),
  worst: 'text',
} as const;

const NODE_KIND = { adapter: 'kubernetes', group: '', kind: 'Node' };

/** What things on a cluster take from it. */
const BELONGING = ['region', 'environment', 'owner'];

/**
 * Derives the own rows of clusters: nodes, attributes, what is worst, and the
 * sums, rebuilt from the cells.
 *
 * @returns whether anything visible changed, and the clusters that are in other hands now
 */
export function deriveClusters(
  context: DeriveContext,
  clusters: ReadonlyMap<
    string,
    { nodes: NodeFact[]; attributes: ResolvedAttributes }
  >,
): Promise<{ visible: boolean; lost: string[] }> {
  return runSteps(context.knex, function* steps() {
    const { knex, currency } = context;
    const all = [...clusters.keys()].sort();
    const held = yield* checkFences(knex, all, context.fenceOf);
    const ids = all.filter(id => held.has(id));
    const before = yield* readClusters(knex, ids);
    const judged = yield* judgeUnresolved(knex, ids, currency);
    const sums = yield* sumCells(knex, ids);
    const misplaced = ids.flatMap(id => {
      const region = clusters.get(id)?.attributes.region.value;
      const cells = sums.get(id);
      return region === undefined ||
        !cells ||
        (cells.first_region === region && cells.last_region === region)
        ? []
        : [{ clusterId: id, region }];
    });
    yield* placeCells(knex, misplaced);
    const worst = yield* worstThings(
      knex,
      new Map(ids.map(id => [id, clusters.get(id)?.nodes ?? []])),
    );
    const transitions: TransitionRecord[] = [];
    /** What belongs to them belongs to another owner, region or environment. */
    const moved: string[] = [];
    const rows = ids.flatMap(id => {
      const known = before.get(id);
      const derived = clusters.get(id);
      if (!known || !derived) return [];
      const columns: Record<string, unknown> = {
        ...ownColumns(derived),
        stale: !currency.currencyOf(id, NODE_KIND).current,
        ...Object.fromEntries(
          SUM_COLUMNS.map(name => [name, Number(sums.get(id)?.[name] ?? 0)]),
        ),
        worst: JSON.stringify(worst.get(id) ?? []),
      };
      if (isSame(known, columns)) return [];
      if (BELONGING.some(name => known[name] !== columns[name])) moved.push(id);
      transitions.push(...attributeTransitions(known, columns, context.now));
      return [{ id, ...columns }];
    });
    yield* writeClusters(knex, rows);
    for (const table of CLUSTER_MARK_TABLES) {
      yield* markClustersIn(knex, table, moved);
    }
    yield* writeTransitions(knex, transitions);
    return {
      visible: misplaced.length > 0 || judged || rows.length > 0,
      lost: all.filter(id => !held.has(id)),
    };
  });
}

function ownColumns({
  nodes,
  attributes,
}: {
  nodes: NodeFact[];
  attributes: ResolvedAttributes;
}): Record<string, unknown> {
  const sum = (pick: (node: NodeFact) => number | undefined) =>
    nodes.reduce((total, node) => total + (pick(node) ?? 0), 0);
  return {
    health: worstHealth(nodes.map(node => node.health)),
    region: attributes.region.value,
    environment: attributes.environment.value,
    provider: attributes.provider.value,
    tier: attributes.tier.value,
    owner: attributes.owner.value,
    zone: attributes.zone.value,
    attributes: JSON.stringify(attributes),
    nodes_total: nodes.length,
    nodes_ready: nodes.filter(({ health }) => health === 'healthy').length,
    nodes_not_ready: nodes.filter(({ health }) => health === 'degraded').length,
    nodes_unknown: nodes.filter(
      ({ health }) => health !== 'healthy' && health !== 'degraded',
    ).length,
    nodes_unschedulable: nodes.filter(({ unschedulable }) => unschedulable)
      .length,
    capacity_cpu: sum(node => node.capacity.cpuMillicores),
    capacity_memory: sum(node => node.capacity.memoryBytes),
    capacity_pods: sum(node => node.capacity.pods),
  };
}

/** That a cluster is said to be elsewhere. What it is said to be at first is no change. */
function attributeTransitions(
  known: Rows[number],
  columns: Record<string, unknown>,
  now: number,
): TransitionRecord[] {
  if (known.attributes === null) return [];
  return (['region', 'environment'] as const).flatMap(field =>
    known[field] === columns[field]
      ? []
      : [
          {
            at: now,
            clusterId: known.id,
            scope: 'cluster',
            thing: known.id,
            name: known.name,
            field,
            from: String(known[field]),
            to: String(columns[field]),
          } satisfies TransitionRecord,
        ],
  );
}

function isSame(known: Rows[number], columns: Record<string, unknown>) {
  return Object.entries(columns).every(([name, value]) =>
    typeof value === 'boolean'
      ? Boolean(known[name]) === value
      : known[name] === value,
  );
}

function wantedClusters(knex: Knex, clusterIds: string[]) {
  return tableOfIds(knex, 'wanted', clusterIds);
}

function* readClusters(
  knex: Knex,
  clusterIds: string[],
): Steps<Map<string, Rows[number]>> {
  const wanted = wantedClusters(knex, clusterIds);
  const rows = yield {
    sql: `select id, name, ${Object.keys(COLUMNS).join(', ')} from cluster
      where id in (select wanted_id from ${wanted.sql})
      order by id${isPostgres(knex) ? ' for no key update' : ''}`,
    bindings: wanted.bindings,
  };
  return new Map(rows.map(row => [row.id, row]));
}

function* sumCells(
  knex: Knex,
  clusterIds: string[],
): Steps<Map<string, Rows[number]>> {
  const wanted = wantedClusters(knex, clusterIds);
  const rows = yield {
    sql: `select cluster_id, min(region) as first_region, max(region) as last_region,
      ${SUM_COLUMNS.map(name => `sum(${name}) as ${name}`).join(', ')} from cell
      where cluster_id in (select wanted_id from ${wanted.sql})
      group by cluster_id`,
    bindings: wanted.bindings,
  };
  return new Map(rows.map(row => [row.cluster_id, row]));
}

function* writeClusters(
  knex: Knex,
  rows: Record<string, unknown>[],
): Steps<void> {
  if (rows.length === 0) return;
  const derived = tableOfRows<string>(
    knex,
    'derived',
    {
      derived_id: 'text',
      ...Object.fromEntries(
        Object.entries(COLUMNS).map(([name, type]) => [`new_${name}`, type]),
      ),
    },
    rows.map(({ id, ...columns }) => ({
      derived_id: id,
      ...Object.fromEntries(
        Object.entries(columns).map(([name, value]) => [`new_${name}`, value]),
      ),
    })),
  );
  yield {
    sql: `update cluster set ${Object.keys(COLUMNS)
      .map(name => `${name} = new_${name}`)
      .join(', ')} from ${derived.sql} where id = derived_id`,
    bindings: derived.bindings,
  };
}
