import type { Knex } from 'knex';
import { SPAN_COLUMNS, SPAN_DAYS } from '../derive/costs/spanColumns';
import { SUM_COLUMNS } from '../derive/sumColumns';
import type { MirroredEntity } from '../mapping/EntityIndex';
import type { Subject } from '../permissions/Expression';
import type { Row } from '../read/types';
import { isLetThrough } from './oracle';
import { partsOf } from './partsOf';
import type { Policy } from './randomPolicy';

const TABLES = [
  'cluster',
  'coverage',
  'cell',
  'instance',
  'workload',
  'delivery',
  'delivery_place',
  'fact',
  'finding',
  'allocation',
  'alert',
  'compliance_sum',
  'cost_series',
  'cost_day',
  'cost_span',
  'cost_told',
  'cost_hours',
  'cost_hours_told',
  'compliance_span',
  'failure',
  'namespace',
  'unbound',
  'transition',
  'rollout',
  'rollout_member',
  'action_run',
  'drift_episode',
  'drift_look',
  'promotion',
] as const;

type Content = Record<(typeof TABLES)[number], Row[]>;
type Things = Pick<
  Content,
  | 'finding'
  | 'allocation'
  | 'alert'
  | 'compliance_sum'
  | 'cost_series'
  | 'cost_day'
  | 'cost_span'
  | 'cost_told'
  | 'cost_hours'
  | 'cost_hours_told'
  | 'compliance_span'
  | 'failure'
  | 'namespace'
  | 'drift_episode'
  | 'drift_look'
  | 'promotion'
>;

export const NO_THINGS: Things = {
  finding: [],
  allocation: [],
  alert: [],
  compliance_sum: [],
  cost_series: [],
  cost_day: [],
  cost_span: [],
  cost_told: [],
  cost_hours: [],
  cost_hours_told: [],
  compliance_span: [],
  failure: [],
  namespace: [],
  drift_episode: [],
  drift_look: [],
  promotion: [],
};

/**
 * A store that can be made smaller, to what somebody may see, and whole again.
 * What is left is decided here row by row, by the oracle alone.
 */
export class Store {
  readonly #knex: Knex;
  readonly #content: Content;
  readonly #subjects: ReadonlyMap<string, Subject>;
  readonly #past: ReadonlyMap<string, Subject>;
  readonly #entities: ReadonlyMap<string, MirroredEntity>;
  /** How often it became another. */
  changes = 0;
  /** The ids of deliveries that are left in part, by the ids of what is left of them. */
  parts: ReadonlyMap<string, string> = new Map();

  /** @param past - clusters that are no more, of which something is kept */
  static async of(
    knex: Knex,
    subjects: ReadonlyMap<string, Subject>,
    past: ReadonlyMap<string, Subject>,
    entities: readonly MirroredEntity[],
  ): Promise<Store> {
    const content: Partial<Content> = {};
    for (const table of TABLES) content[table] = await knex(table);
    return new Store(knex, content as Content, subjects, past, entities);
  }

  private constructor(
    knex: Knex,
    content: Content,
    subjects: ReadonlyMap<string, Subject>,
    past: ReadonlyMap<string, Subject>,
    entities: readonly MirroredEntity[],
  ) {
    this.#entities = new Map(entities.map(entity => [entity.ref, entity]));
    this.#knex = knex;
    this.#content = content;
    this.#subjects = subjects;
    this.#past = new Map([...subjects, ...past]);
  }

  get content(): Readonly<Content> {
    return this.#content;
  }

  /** The clusters that a policy lets see. */
  clustersOf({ clusters }: Policy): Set<string> {
    return new Set(
      [...this.#subjects].flatMap(([id, subject]) =>
        isLetThrough(clusters, subject) ? [id] : [],
      ),
    );
  }

  /** The cells that a policy lets see, whatever clusters they are on. */
  cellsOf({ instances }: Policy): Row[] {
    return this.#content.cell.filter(cell => {
      const { owner: _, ...cluster } = this.#subjects.get(
        cell.cluster_id,
      ) as Subject;
      return isLetThrough(instances, {
        ...cluster,
        namespace: cell.namespace,
        ...(cell.owner === 'unassigned' ? {} : { owner: cell.owner }),
        ...(cell.system === 'unassigned' ? {} : { system: cell.system }),
      });
    });
  }

  /**
   * What a policy lets see of what hubs say and of what is read besides: judged by
   * the cluster that it speaks of, in no namespace of it, or by the one that it was
   * read from. What it names besides is told as far as it may be seen.
   */
  factsOf(policy: Policy): Row[] {
    const { clusters, instances } = policy;
    const isAll = instances.result === 'ALLOW';
    const seen = this.clustersOf(policy);
    const cells = new Set(
      this.cellsOf(policy).map(cell =>
        keyOf(cell.cluster_id, cell.namespace, cell.entity_ref),
      ),
    );
    const deliveries = this.#content.delivery.filter(
      row =>
        isAll ||
        cells.has(keyOf(row.subject, row.home_namespace, row.home_entity)),
    );
    return this.#content.fact
      .filter(row => {
        if (isAll) return true;
        // Why a workload is not well is seen with it; so is where it differs.
        if (['diagnosis', 'difference', 'running'].includes(row.type)) {
          return this.#content.workload.some(
            each =>
              each.observer === row.observer &&
              each.source_uid === row.source_uid &&
              cells.has(
                keyOf(each.subject, each.namespace, each.entity_ref ?? ''),
              ),
          );
        }
        if (row.subject === null && row.subject_reference !== null) {
          return false;
        }
        const isElsewhere =
          row.subject !== null && row.subject !== row.observer;
        return isLetThrough(instances, {
          ...(this.#subjects.get(row.subject ?? row.observer) as Subject),
          namespace: isElsewhere ? '' : row.namespace,
        });
      })
      .map(row =>
        isAll && clusters.result === 'ALLOW'
          ? row
          : {
              ...row,
              data: toldOf(row, {
                clusters: seen,
                deliveries: isAll ? undefined : deliveries,
              }),
            },
      );
  }

  /**
   * What a policy lets see of what has a permission of its own: on clusters that may be
   * seen, and said by such. It is judged by the namespace that it is of.
   */
  thingsOf(policy: Policy): Things & Pick<Content, 'fact'> {
    const seen = this.clustersOf(policy);
    const isSeen = (row: Row, namespace: string): boolean => {
      if (!seen.has(row.subject) || !seen.has(row.observer)) return false;
      const subject = this.#subjects.get(row.subject) as Subject;
      return isLetThrough(policy.instances, { ...subject, namespace });
    };
    const inOwn = (row: Row) => isSeen(row, row.home_namespace);
    // What another cluster says of one is in no namespace of that.
    const asSaid = (row: Row) => {
      const isElsewhere = row.subject !== row.observer;
      return isSeen(row, isElsewhere ? '' : row.namespace);
    };
    // What left keeps its past.
    const kept = new Set(
      [...this.#past].flatMap(([id, subject]) =>
        isLetThrough(policy.clusters, subject) ? [id] : [],
      ),
    );
    // What was bound is judged by what it belongs to.
    const asOwned = (row: Row) => {
      if (!kept.has(row.cluster_id)) return false;
      const { owner: _, ...cluster } = this.#past.get(
        row.cluster_id,
      ) as Subject;
      return isLetThrough(policy.instances, {
        ...cluster,
        namespace: row.namespace,
        ...(row.owner === 'unassigned' ? {} : { owner: row.owner }),
        ...(row.system === 'unassigned' ? {} : { system: row.system }),
      });
    };
    const asToldAndOwned = (row: Row) => kept.has(row.observer) && asOwned(row);
    const series = this.#content.cost_series.filter(asOwned);
    const told = this.#content.cost_told.filter(
      row => kept.has(row.cluster_id) && kept.has(row.observer),
    );
    const hoursTold = this.#content.cost_hours_told.filter(
      row => kept.has(row.cluster_id) && kept.has(row.observer),
    );
    const daysOf = (rows: Row[]) =>
      new Set(rows.map(row => keyOf(row.cluster_id, row.day, '')));
    const tellers = daysOf(told);
    const hoursTellers = daysOf(hoursTold);
    const clusterOf = new Map(series.map(row => [row.id, row.cluster_id]));
    // Of a day that somebody else told of nothing is seen by who may not see the teller.
    const isTold = (seriesId: number, day: number) =>
      tellers.has(keyOf(clusterOf.get(seriesId), day, ''));
    return {
      cost_series: series,
      cost_day: this.#content.cost_day.filter(row =>
        isTold(row.series_id, row.day),
      ),
      cost_span: this.#content.cost_span.flatMap(
        ({ series_id, span, ...row }) => {
          const days = SPAN_COLUMNS.map((name, index) =>
            isTold(series_id, Number(span) * SPAN_DAYS + index)
              ? [name, row[name]]
              : [name, null],
          );
          return days.some(([, cost]) => cost !== null)
            ? [{ series_id, span, ...Object.fromEntries(days) }]
            : [];
        },
      ),
      cost_told: told,
      cost_hours: this.#content.cost_hours.filter(row =>
        hoursTellers.has(keyOf(clusterOf.get(row.series_id), row.day, '')),
      ),
      cost_hours_told: hoursTold,
      finding: this.#content.finding.filter(inOwn),
      allocation: this.#content.allocation.filter(inOwn),
      alert: this.alertsOf(policy),
      fact: this.#content.fact.filter(asSaid),
      compliance_sum: this.#content.compliance_sum.filter(asToldAndOwned),
      compliance_span: this.#content.compliance_span.filter(asToldAndOwned),
      failure: this.#content.failure.filter(asToldAndOwned),
      namespace: this.#content.namespace.filter(row => isSeen(row, row.name)),
      drift_episode: this.#content.drift_episode.filter(asToldAndOwned),
      drift_look: this.#content.drift_look.filter(row =>
        seen.has(row.cluster_id),
      ),
      promotion: this.#content.promotion.filter(row =>
        this.#isPromotionSeen(row, seen, policy),
      ),
    };
  }

  /** A promotion is seen by who may see the component everywhere that it goes to, and these clusters. */
  #isPromotionSeen(
    { entity_ref, plan }: Row,
    seen: ReadonlySet<string>,
    { instances }: Policy,
  ): boolean {
    const { items } = JSON.parse(plan).plan.plan;
    const { owner, system } = this.#entities.get(entity_ref) ?? {};
    return items.every(({ cluster, namespace }: Row) => {
      const subject = this.#subjects.get(cluster) as Subject;
      // As with what runs: what nobody owns is its cluster's owner's.
      return (
        seen.has(cluster) &&
        isLetThrough(instances, {
          ...subject,
          namespace,
          owner: owner ?? subject.owner,
          system,
        })
      );
    });
  }

  /** The alerts that a policy lets see, by the namespaces that they are about, whatever clusters they are on. */
  alertsOf({ instances }: Policy): Row[] {
    if (instances.result === 'ALLOW') return this.#content.alert;
    return this.#content.alert.filter(
      row =>
        (row.subject !== null || row.subject_reference === null) &&
        isLetThrough(instances, {
          ...(this.#subjects.get(row.subject ?? row.observer) as Subject),
          namespace: row.home_namespace,
        }),
    );
  }

  /** Puts everything back. */
  async whole(): Promise<void> {
    this.parts = new Map();
    await this.#put(this.#content);
  }

  /**
   * Leaves what there is of these clusters and in these cells. The other clusters
   * are no longer named by a source.
   *
   * @param facts - what is left of what is neither workload nor delivery
   * @param told - the clusters of which it is kept what changed of themselves
   * @param homeless - whether what is in no cell is kept
   * @param deliveriesOf - clusters whose word of what they deliver is kept
   * @param inPart - whether deliveries of cells that are gone are left in part
   */
  async only(
    clusters: ReadonlySet<string>,
    cells: Row[],
    facts: Row[],
    told = clusters,
    homeless = false,
    others = NO_THINGS,
    { deliveriesOf = clusters, inPart = true } = {},
  ): Promise<void> {
    const { cluster, workload, delivery, instance, transition, ...rest } =
      this.#content;
    const members = rest.rollout_member.filter(row =>
      cells.some(
        cell =>
          keyOf(cell.cluster_id, cell.namespace, cell.entity_ref) ===
          keyOf(row.cluster_id, row.namespace, row.entity_ref),
      ),
    );
    const kept = cells.filter(cell => clusters.has(cell.cluster_id));
    const keys = new Set(
      kept.map(cell => keyOf(cell.cluster_id, cell.namespace, cell.entity_ref)),
    );
    const instances = instance.filter(row =>
      keys.has(keyOf(row.cluster_id, row.namespace, row.entity_ref)),
    );
    const deliveries = delivery.filter(
      row =>
        deliveriesOf.has(row.observer) &&
        (row.subject === null
          ? homeless
          : keys.has(keyOf(row.subject, row.home_namespace, row.home_entity))),
    );
    const workloads = workload.filter(row =>
      keys.has(keyOf(row.subject, row.namespace, row.entity_ref ?? '')),
    );
    const things = new Set([...workloads, ...deliveries].map(({ id }) => id));
    const elsewhere = partsOf({
      instances,
      workloads,
      deliveries: delivery.filter(
        row => inPart && clusters.has(row.observer) && !things.has(row.id),
      ),
    });
    this.parts = elsewhere.ids;
    await this.#put({
      ...rest,
      ...others,
      fact: facts,
      cell: kept,
      instance: elsewhere.instances,
      workload: workloads,
      unbound: rest.unbound.filter(({ id }) => things.has(id)),
      delivery: [...deliveries, ...elsewhere.deliveries],
      delivery_place: rest.delivery_place.filter(({ delivery_id }) =>
        deliveries.some(({ id }) => id === delivery_id),
      ),
      rollout: rest.rollout
        .filter(({ id }) => members.some(row => row.rollout_id === id))
        .map(row => (homeless ? row : toldOfRollout(row))),
      rollout_member: members.map(row => (homeless ? row : toldOfMember(row))),
      // What was told is seen with the cell of what it was told about.
      action_run: rest.action_run.filter(
        row =>
          clusters.has(row.observer) &&
          (homeless ||
            keys.has(keyOf(row.subject, row.home_namespace, row.home_entity))),
      ),
      transition: transition.filter(row =>
        row.scope === 'instance'
          ? // Who may see all is told of what is gone, too.
            homeless ||
            keys.has(keyOf(row.cluster_id, row.namespace, row.entity_ref ?? ''))
          : told.has(row.cluster_id),
      ),
      cluster: cluster.map(row => ({
        ...row,
        ...sumsOf(kept.filter(cell => cell.cluster_id === row.id)),
        worst: JSON.stringify(
          worstOf(
            row,
            instances.filter(each => each.cluster_id === row.id),
          ),
        ),
        left_at: clusters.has(row.id) ? row.left_at : row.left_at ?? 1,
      })),
    });
  }

  /**
   * Leaves what the matrix is made of: these clusters, and those that one of these cells
   * of a component is on, of which only that is told which is told with what runs there.
   *
   * @param isAll - whether what is in no cell any more is told, too
   */
  async onlyMatrix(
    clusters: ReadonlySet<string>,
    cells: Row[],
    isAll: boolean,
  ): Promise<void> {
    const reached = cells.flatMap(cell =>
      cell.entity_ref === '' ? [] : [cell.cluster_id],
    );
    const all = new Set([...clusters, ...reached]);
    await this.only(all, cells, [], all, isAll);
    await this.#knex('cluster')
      .whereNotIn('id', [...clusters])
      .update({
        title: null,
        owner: 'unassigned',
        provider: 'unassigned',
        tier: 'unassigned',
      });
  }

  async #put(given: Content): Promise<void> {
    this.changes += 1;
    // Whoever writes cells says so.
    const content: Content = {
      ...given,
      cluster: given.cluster.map(row => ({
        ...row,
        cells_written: this.changes,
      })),
    };
    await this.#knex.transaction(async trx => {
      for (const table of [...TABLES].reverse()) await trx(table).delete();
      for (const table of TABLES) {
        if (content[table].length > 0) {
          await trx.batchInsert(table, content[table], 200);
        }
      }
      await trx('revision').increment('value', 1);
    });
  }
}

export function keyOf(
  cluster: unknown,
  namespace: unknown,
  entity: unknown,
): string {
  return JSON.stringify([cluster, namespace, entity]);
}

/** What a fact says, with the names of what may not be seen left out. */
function toldOf(
  row: Row,
  may: { clusters: ReadonlySet<string>; deliveries: Row[] | undefined },
): string {
  const { notChosen: _, conflict: __, ...fact } = JSON.parse(row.data);
  // By these names it is the hub that knows clusters, and nobody else.
  const isTold = (name: string) =>
    row.observer === 'hub' && may.clusters.has(name.replace(/^m-/, ''));
  const isBrought = (name: string, namespace?: string) =>
    !may.deliveries ||
    may.deliveries.some(
      each =>
        each.observer === row.observer &&
        each.name === name &&
        (namespace === undefined || each.namespace === namespace),
    );
  if (fact.type === 'placement') {
    fact.clusters = fact.clusters?.filter(({ name }: { name: string }) =>
      isTold(name),
    );
    fact.deliveries = fact.deliveries.filter((each: Row) =>
      isBrought(each.name, each.namespace ?? fact.namespace),
    );
  }
  if (fact.type === 'freeze') {
    const open = (pattern: string) => pattern === '*';
    fact.clusters = fact.clusters.filter(
      (name: string) => open(name) || isTold(name),
    );
    fact.deliveries = fact.deliveries.filter(
      (name: string) => open(name) || isBrought(name),
    );
    fact.namespaces = fact.namespaces.filter(open);
  }
  return JSON.stringify(fact);
}

/** Not what made its waves, nor what is in a repository. */
function toldOfRollout(row: Row): Row {
  const data = JSON.parse(row.data);
  return {
    ...row,
    data: JSON.stringify({
      ...data,
      revisions: {},
      waves: data.waves.map(({ name }: { name: string }) => ({ name })),
    }),
  };
}

/** Not what is said of more than the instance. */
function toldOfMember(row: Row): Row {
  const data = JSON.parse(row.data);
  const { message: _, evidence, ...reason } = data.reason;
  return evidence.kind === 'Deployment'
    ? row
    : { ...row, data: JSON.stringify({ ...data, reason }) };
}

function sumsOf(cells: Row[]): Row {
  return Object.fromEntries(
    SUM_COLUMNS.map(name => [
      name,
      cells.reduce((sum, cell) => sum + Number(cell[name]), 0),
    ]),
  );
}

/** Nodes first, then instances by state, age and id; three in all. */
function worstOf(cluster: Row, instances: Row[]): string[] {
  const nodes: string[] = JSON.parse(cluster.worst ?? '[]').filter(
    (line: string) => line.startsWith('node '),
  );
  const bad = instances
    .filter(
      ({ stale, health }) => !stale && ['degraded', 'missing'].includes(health),
    )
    .sort(
      (a, b) =>
        (a.health < b.health ? -1 : Number(a.health > b.health)) ||
        Number(a.since) - Number(b.since) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(row => {
      const { entityRef, namespace, health, message } = JSON.parse(row.data);
      return `${entityRef.split('/').pop() || namespace}: ${health}${
        message ? `, ${message}` : ''
      }`.slice(0, 200);
    });
  return [...nodes, ...bad].slice(0, 3);
}
