import type { Knex } from 'knex';
import {
  ALERTS,
  ALLOCATIONS,
  APPLICATIONS,
  BUDGETS,
  CLUSTER_POLICIES,
  DEPLOYMENTS,
  DIAGNOSES,
  factsOf,
  MANAGED_CLUSTERS,
  NAMESPACES as NAMESPACE_KIND,
  NODES,
  PLACEMENTS,
  POLICY_EXCEPTIONS,
  POLICY_REPORTS,
  POOLS,
  PROJECTS,
  SOURCES,
} from '../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  NO_CONFIG,
  TestCurrency,
} from '../__testUtils__/cluster';
import {
  alertFact,
  allocationFact,
  brings,
  budgetFact,
  clusterFact,
  deliveryFact,
  diagnosisFact,
  exceptionFact,
  findingFact,
  freezeFact,
  namespaceFact,
  nodeFact,
  placementFact,
  policyFact,
  poolFact,
  sourceFact,
  workloadFact,
} from '../__testUtils__/facts';
import { digestOf } from '../__testUtils__/promotions';
import { insertCoverage } from '../__testUtils__/read';
import { insertRun } from '../__testUtils__/runs';
import { resolverOf, write } from '../__testUtils__/store';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import {
  FINDING_RESULTS,
  type FindingFact,
  SEVERITIES,
  type FreezeFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetConfig } from '../config/FleetConfig';
import type { InstanceData } from '../derive/instanceRow';
import type { MirroredEntity } from '../mapping/EntityIndex';
import { randomOf, type Random } from '../__faults__/random';
import type { Subject } from '../permissions/Expression';
import type { Row } from '../read/types';

export const NAMESPACES = ['shop', 'pay', 'kube-system', 'argocd'];
export const REGIONS = ['eu', 'us'];
export const ENVIRONMENTS = ['prod', 'test'];
export const OWNERS = [
  'group:default/shop',
  'group:default/pay',
  'user:default/ann',
];
export const SYSTEMS = ['system:default/store', 'system:default/bank'];
const COMPONENTS = ['cart', 'checkout', 'ledger', 'mail', 'search'];
const REPOSITORY = 'https://git.example/mono';
/** What engines name in their words, if they name anything. */
export const NAMED = [...NAMESPACES, ...COMPONENTS, 'mono', 'umbrella'];
const BROUGHT_BY = 'engine.example/brought-by';
export const CLUSTERS = ['c-0', 'c-1', 'c-2', 'c-3', 'c-4', 'hub'];

/** What is true of a store that a permission is asked of. */
export type World = {
  entities: MirroredEntity[];
  /** What an operator says of clusters, by id. */
  subjects: Map<string, Subject>;
};

/** Fills a store with a small company, the same for the same seed, through the ways of the engine. */
export async function buildWorld(knex: Knex, seed: string): Promise<World> {
  const random = randomOf(seed);
  const entities = COMPONENTS.map((name, index) =>
    entityWithId(name, {
      title: index % 2 ? name.toUpperCase() : undefined,
      // One that nobody owns, and one that is part of nothing.
      ...(index < 4 ? { owner: OWNERS[index % OWNERS.length] } : {}),
      ...(index > 0 ? { system: SYSTEMS[index % SYSTEMS.length] } : {}),
    }),
  );
  const attributes: FleetConfig['attributes'] = [];
  const subjects: World['subjects'] = new Map();
  CLUSTERS.forEach((id, index) => {
    const values = {
      ...(index < 4 ? { region: REGIONS[index % 2] } : {}),
      ...(index > 1 ? { environment: ENVIRONMENTS[index % 2] } : {}),
      ...(index % 3 === 0 ? { owner: OWNERS[index / 3] } : {}),
    };
    attributes.push({ cluster: `name-of-${id}`, values, key: 'test' });
    subjects.set(id, { cluster: [id, `name-of-${id}`], ...values });
  });
  const currency = new TestCurrency();
  currency.lose('c-3', '*');
  const servers = Object.fromEntries(
    CLUSTERS.map(id => [`https://${id}.example`, id]),
  );
  for (const id of CLUSTERS) {
    await insertCluster(knex, id, {
      ...(id === 'c-3' ? { reachability: 'unreachable' } : {}),
      ...(id === 'c-4'
        ? {
            kubernetes_minor: '1.31',
            kubernetes_minor_number: 31,
            kubernetes_version: 'v1.31.0',
          }
        : {}),
      ...(id === 'c-0'
        ? {
            kubernetes_minor: '1.35',
            kubernetes_minor_number: 35,
            kubernetes_version: 'v1.35.1',
          }
        : {}),
      ...(id === 'c-1' || id === 'c-2' ? { uid: 'twins' } : {}),
    });
    await knex('cluster_record').insert({
      source_id: 'test',
      source_title: 'Test',
      name: `name-of-${id}`,
      cluster_id: id,
      server: `https://${id}.example`,
      tls_verified: id !== 'c-2',
      first_seen_at: 1_000,
    });
    await insertCoverage(
      knex,
      id,
      { adapter: 'kubernetes', group: 'apps', kind: 'Deployment' },
      {
        objects: 7,
        skipped: JSON.stringify([
          { reason: 'invalid', count: 1, example: 'shop/secret' },
        ]),
      },
    );
    await write(
      knex,
      NODES,
      [
        factsOf(
          nodeFact({
            // What a cluster says of itself, whatever an operator says.
            region: 'eu',
            health: random.chance(0.4) ? 'degraded' : 'healthy',
            message: `disk of ${id}`,
          }),
        ),
      ],
      { observer: id },
    );
    await write(knex, DEPLOYMENTS, workloads(random, id), { observer: id });
  }
  for (const id of CLUSTERS) {
    await write(knex, APPLICATIONS, deliveries(random, id), {
      observer: random.chance(0.5) ? 'hub' : id,
      resolver: resolverOf(servers),
    });
  }
  await writeStatements(knex, random, resolverOf(servers));
  await writeThings(knex, randomOf(`${seed}-things`), resolverOf(servers));
  const config = { ...NO_CONFIG, attributes };
  // Twice, with something different in between: so there is history.
  for (const now of [10_000, 20_000]) {
    for (const id of CLUSTERS) {
      await deriveTestCluster(knex, {
        cluster: { id, name: `name-of-${id}`, names: [`name-of-${id}`] },
        config,
        entities,
        currency,
        now,
      });
    }
    if (now > 10_000) break;
    for (const id of CLUSTERS) {
      await write(knex, DEPLOYMENTS, workloads(random, id), {
        observer: id,
        now: 15_000,
      });
    }
  }
  await writeDiagnoses(knex);
  for (const id of CLUSTERS) {
    await knex('transition').insert({
      at: 5_000,
      cluster_id: id,
      scope: 'cluster',
      name: `name-of-${id}`,
      field: 'reachability',
      from_value: 'reachable',
      to_value: 'unreachable',
    });
  }
  await writeRollouts(knex, random);
  await writeRuns(knex, randomOf(`${seed} runs`));
  return { entities, subjects };
}

/** Why what is not well is not; of every third cluster that may not be read any more. */
async function writeDiagnoses(knex: Knex): Promise<void> {
  for (const [index, observer] of CLUSTERS.entries()) {
    const places = await knex('workload')
      .where({ observer })
      .select('namespace', 'name');
    await insertCoverage(
      knex,
      observer,
      DIAGNOSES.key,
      index % 3 === 0
        ? { state: 'forbidden', reason: `pods of ${observer} are forbidden` }
        : {},
    );
    if (index % 3 === 0 && index > 0) continue;
    await write(
      knex,
      DIAGNOSES,
      places.map(place => factsOf(diagnosisFact(place))),
      { observer },
    );
  }
}

/** What a hub says of all clusters, and what is read on each of them besides. */
/** A finding, and of one component beside it that of a Pod that says the same. */
function withPodOf(component: string, fact: FindingFact): FindingFact[] {
  if (fact.resource?.name !== component) return [fact];
  const pod = `${component}-6c9f7d6c4-2x8wq`;
  return [
    { ...fact, rule: 'autogen-probes' },
    {
      ...fact,
      rule: 'probes',
      source: findingFact({
        name: pod,
        namespace: fact.resource.namespace ?? '',
      }).source,
      resource: { ...fact.resource, kind: 'Pod', name: pod },
    },
  ];
}

/** What policies found and things cost, read where it is and by the hub. */
async function writeThings(
  knex: Knex,
  random: Random,
  resolver: ReturnType<typeof resolverOf>,
): Promise<void> {
  const server = (id: string) => ({
    type: 'reference' as const,
    server: `https://${id}.example`,
  });
  for (const observer of CLUSTERS) {
    await insertCoverage(knex, observer, POLICY_REPORTS.key, {
      state: random.pick(['current', 'forbidden']),
    });
    await insertCoverage(knex, observer, ALLOCATIONS.key);
    await insertCoverage(knex, observer, ALERTS.key);
    await insertCoverage(knex, observer, CLUSTER_POLICIES.key);
    const subject = () =>
      observer === 'hub'
        ? server(random.pick([...CLUSTERS, 'nobody']))
        : { type: 'observer' as const };
    await write(
      knex,
      POLICY_REPORTS,
      NAMESPACES.flatMap(namespace =>
        COMPONENTS.filter(() => random.chance(0.5)).flatMap(name =>
          withPodOf(
            COMPONENTS[1],
            findingFact({
              name,
              namespace,
              subject: subject(),
              policy: random.pick(['limits', 'no-latest', 'probes']),
              result: random.pick(FINDING_RESULTS),
              severity: random.pick([undefined, ...SEVERITIES]),
              ...(name === COMPONENTS[1]
                ? { controls: ['5.2.2', 'Host Ports'] }
                : {}),
              // The hub and the cluster itself say the same.
              ...(name === COMPONENTS[0]
                ? { claim: `${namespace}/${name}` }
                : {}),
            }),
          ).map(fact => factsOf(fact)),
        ),
      ),
      { observer, resolver },
    );
    await write(
      knex,
      ALLOCATIONS,
      [...NAMESPACES, undefined].flatMap(namespace =>
        COMPONENTS.filter(() => random.chance(0.4)).map(name =>
          factsOf(
            allocationFact({
              name: `${namespace ?? 'idle'}-${name}`,
              namespace,
              subject: subject(),
              share: namespace ? 'used' : 'idle',
              costs: { total: random.integer(1, 900) / 4 },
            }),
          ),
        ),
      ),
      { observer, resolver },
    );
    await write(
      knex,
      ALERTS,
      [...NAMESPACES, undefined].flatMap(namespace =>
        COMPONENTS.filter(() => random.chance(0.4)).map(name =>
          factsOf(
            alertFact({
              id: `${namespace ?? 'none'}-${name}`,
              namespace,
              subject: subject(),
              severity: random.pick([undefined, ...SEVERITIES]),
              workload: { kind: 'Deployment', name },
            }),
          ),
        ),
      ),
      { observer, resolver },
    );
    await write(
      knex,
      CLUSTER_POLICIES,
      ['limits', 'no-latest'].map(name =>
        factsOf(
          policyFact({
            name,
            subject: subject(),
            ...(name === 'limits' ? { standards: ['CIS'] } : {}),
          }),
        ),
      ),
      { observer, resolver },
    );
    await insertCoverage(knex, observer, NAMESPACE_KIND.key);
    await write(
      knex,
      NAMESPACE_KIND,
      NAMESPACES.map(name =>
        factsOf({
          ...namespaceFact(name),
          podSecurity: { enforce: { level: 'baseline' } },
        }),
      ),
      { observer, resolver },
    );
    await write(
      knex,
      POLICY_EXCEPTIONS,
      NAMESPACES.filter(() => random.chance(0.5)).map(namespace =>
        factsOf(exceptionFact({ name: `of-${namespace}`, namespace })),
      ),
      { observer, resolver },
    );
    await write(
      knex,
      BUDGETS,
      ['shop', 'platform'].map(team =>
        factsOf(budgetFact({ name: `${team}-of-${observer}` })),
      ),
      { observer, resolver },
    );
  }
}

async function writeStatements(
  knex: Knex,
  random: Random,
  resolver: ReturnType<typeof resolverOf>,
): Promise<void> {
  const of = (id: string) => ({
    type: 'reference' as const,
    server: `https://${id}.example`,
  });
  await insertCoverage(knex, 'hub', MANAGED_CLUSTERS.key);
  await insertCoverage(knex, 'hub', PLACEMENTS.key);
  await write(
    knex,
    MANAGED_CLUSTERS,
    [...CLUSTERS, 'nobody'].map(id =>
      factsOf(
        clusterFact({
          name: `m-${id}`,
          subject: of(id),
          ...(random.chance(0.3)
            ? { heartbeat: { state: 'lost' as const, reason: `lost ${id}` } }
            : {}),
        }),
      ),
    ),
    { observer: 'hub', resolver },
  );
  await write(
    knex,
    POOLS,
    CLUSTERS.map(id =>
      factsOf(
        poolFact({
          name: `pool-${id}`,
          namespace: random.pick(NAMESPACES),
          subject: of(id),
        }),
      ),
    ),
    { observer: 'hub', resolver },
  );
  for (const observer of CLUSTERS) {
    await write(
      knex,
      SOURCES,
      NAMESPACES.map(namespace =>
        factsOf(sourceFact({ namespace, name: `of-${observer}` })),
      ),
      { observer },
    );
    await write(
      knex,
      PLACEMENTS,
      NAMESPACES.filter(() => random.chance(0.7)).map(namespace =>
        factsOf(
          placementFact({
            namespace,
            name: `over-${observer}`,
            clusters: CLUSTERS.filter(() => random.chance(0.7)).map(id => ({
              name: `m-${id}`,
              group: 'first',
            })),
            notChosen: [`m-${random.pick(CLUSTERS)} is tainted`],
            deliveries: CLUSTERS.flatMap(id =>
              COMPONENTS.map(name => ({
                namespace: 'argocd',
                name: `${name}-${id}`,
              })),
            ),
          }),
        ),
      ),
      { observer },
    );
    await write(
      knex,
      PROJECTS,
      [
        factsOf({
          ...(freezeFact('0') as FreezeFact),
          clusters: ['*', `m-${random.pick(CLUSTERS)}`],
          deliveries: COMPONENTS.map(
            name => `${name}-${random.pick(CLUSTERS)}`,
          ),
          namespaces: ['*', 'pay'],
        }),
      ],
      { observer },
    );
  }
}

/** Releases of each component, with what holds them up on instances: what a hub says, or what runs there. */
async function writeRollouts(knex: Knex, random: Random): Promise<void> {
  const instances = await knex('instance')
    .whereNot({ entity_ref: '' })
    .orderBy('id');
  const refs = [...new Set(instances.map(row => row.entity_ref as string))];
  for (const [index, entityRef] of refs.sort().entries()) {
    for (const order of [1, 2]) {
      const id = `rollout-${index}-${order}`;
      const members = instances
        .filter(row => row.entity_ref === entityRef && random.chance(0.7))
        .map(row => memberRow(random, id, row));
      await knex('rollout').insert({
        id,
        entity_ref: entityRef,
        release_order: order,
        version: `1.${order}.0`,
        life_cycle: order === 2 ? 'running' : 'completed',
        began_at: 1_000 * order + index,
        ended_at: order === 2 ? null : 9_000,
        members: members.length,
        hash: id,
        data: JSON.stringify({
          revisions: { mono: ['b2'] },
          beganIsLowerBound: false,
          waves: [{ name: 'first', source: 'ApplicationSet umbrella' }],
        }),
      });
      if (members.length > 0) await knex('rollout_member').insert(members);
    }
  }
}

/** How many runs there are of those instances that are asked for them. */
export const RUNS = 60;

/** What several people told the workloads and deliveries of instances, which are counted in other cells, too. */
async function writeRuns(knex: Knex, random: Random): Promise<void> {
  const instances: Row[] = await knex('instance')
    .where({ namespace: 'shop' })
    .whereIn(
      'entity_ref',
      ['cart', 'ledger'].map(name => `component:default/${name}`),
    )
    .orderBy('id');
  for (let number = 0; number < RUNS; number += 1) {
    const instance = random.pick(instances);
    const { workloadIds, deliveryIds }: InstanceData = JSON.parse(
      instance.data,
    );
    const isDelivery = deliveryIds.length > 0 && random.chance(0.6);
    const type = isDelivery ? 'delivery' : 'workload';
    const id = random.pick(isDelivery ? deliveryIds : workloadIds);
    const row: Row = await knex(type).where({ id }).first();
    await insertRun(knex, {
      id: `run-${number}`,
      instance_id: instance.id,
      target_id: id,
      target_type: type,
      adapter: row.adapter,
      action: random.pick(['sync', 'redeploy']),
      source_uid: row.source_uid,
      observer: row.observer,
      subject: row.subject,
      home_namespace: isDelivery ? row.home_namespace : row.namespace,
      home_entity: isDelivery ? row.home_entity : row.entity_ref ?? '',
      actor_id: random.pick(['user:default/ann', 'user:default/bob']),
      reason: `because of ${row.name}`,
      requested_at: 7_000 + random.integer(0, 20),
      ...(random.chance(0.2)
        ? {
            state: 'accepted',
            ended_at: null,
            steps: JSON.stringify([{ state: 'accepted', at: 7_500 }]),
          }
        : {}),
    });
  }
}

function memberRow(random: Random, rolloutId: string, instance: Row) {
  const state = random.pick(['queued', 'applying', 'failed', 'succeeded']);
  const isOwn = random.chance(0.5);
  const released = random.integer(0, 2);
  return {
    rollout_id: rolloutId,
    instance_id: instance.id,
    cluster_id: instance.cluster_id,
    namespace: instance.namespace,
    entity_ref: instance.entity_ref,
    state,
    since: 2_000,
    wave: random.pick([null, 0]),
    duration: state === 'succeeded' ? random.integer(1, 60) * 1_000 : null,
    asked_at: 1_500,
    replicas: 2,
    released,
    hash: 'hash',
    data: JSON.stringify({
      movement: '',
      movedAt: 2_000,
      askedAt: 1_500,
      serving: { replicas: 2, released },
      reason: {
        link: 'sync',
        state: 'failed',
        message: `what ${random.pick(COMPONENTS)} is told`,
        evidence: isOwn
          ? {
              cluster: { id: instance.cluster_id, name: instance.cluster_id },
              kind: 'Deployment',
              namespace: instance.namespace,
              name: 'own',
            }
          : {
              cluster: { id: 'hub', name: 'hub' },
              kind: 'Application',
              namespace: 'argocd',
              name: 'umbrella',
            },
      },
    }),
  };
}

function workloads(random: Random, id: string) {
  return NAMESPACES.flatMap(namespace =>
    COMPONENTS.filter(() => random.chance(0.5)).map(name => {
      const health = random.pick([
        'healthy',
        'degraded',
        'progressing',
      ] as const);
      return factsOf(
        workloadFact({
          namespace,
          name,
          health,
          message: `why ${name} is ${health}`,
          version: String(random.integer(1, 3)),
          // In each region one release of it, whatever it is called.
          images: [
            {
              container: name,
              repository: `registry.example/${name}`,
              digest: digestOf(`${name} ${CLUSTERS.indexOf(id) % 2}`),
            },
          ],
          // Some belong to no component.
          labels: {
            ...(random.chance(0.7) ? labelledFor(name) : {}),
            // And some claim to be part of something.
            ...(random.chance(0.3)
              ? { [BROUGHT_BY]: `${random.pick(COMPONENTS)}-${id}` }
              : {}),
          },
        }),
      );
    }),
  );
}

/** Many bring things of several components, namespaces and owners; most are bound to none of them. */
function deliveries(random: Random, id: string) {
  return COMPONENTS.filter(() => random.chance(0.8)).map(name => {
    const { resources, total } = brings(
      ...NAMESPACES.filter(() => random.chance(0.5)).flatMap(namespace =>
        COMPONENTS.filter(() => random.chance(0.4)).map(
          component => `${namespace}/${component}`,
        ),
      ),
    );
    const says = () => words(random, resources);
    return factsOf(
      deliveryFact({
        name: `${name}-${id}`,
        subject: random.chance(0.9)
          ? { type: 'reference', server: `https://${id}.example` }
          : { type: 'reference', server: 'https://nobody.example' },
        labels: random.chance(0.3) ? labelledFor(name) : {},
        health: random.pick(['healthy', 'degraded'] as const),
        message: says(),
        sync: random.pick(['synced', 'out-of-sync', 'unknown'] as const),
        syncMessage: says(),
        desiredRevision: { type: 'commit', value: 'b2' },
        appliedRevision: { type: 'commit', value: 'b1' },
        sources: [{ repository: REPOSITORY, path: `apps/${name}` }],
        images: [`registry.example/${random.pick(COMPONENTS)}:1.0.0`],
        project: 'umbrella',
        parent: { kind: 'Application', namespace: 'argocd', name: 'umbrella' },
        operation: { phase: 'failed', message: says() },
        ...(random.chance(0.5)
          ? { targetNamespace: random.pick(NAMESPACES) }
          : {}),
        ...(random.chance(0.2)
          ? { heartbeat: { state: 'lost' as const, reason: says() } }
          : {}),
        brings: {
          resources: resources.map(each => ({
            ...each,
            sync: random.pick(['synced', 'out-of-sync'] as const),
          })),
          // Some list only the first of what they bring.
          total: random.chance(0.1) ? total + 3 : total,
          ...(random.chance(0.3)
            ? { labels: { [BROUGHT_BY]: `${name}-${id}` } }
            : {}),
        },
      }),
    );
  });
}

/** What an engine says: of nothing, of something that it brings, or of something that it does not list. */
function words(
  random: Random,
  resources: readonly { namespace?: string; name: string }[],
): string {
  const [namespace, name] = [random.pick(NAMESPACES), random.pick(COMPONENTS)];
  const listed = resources.length > 0 ? random.pick(resources) : undefined;
  return random.pick([
    () => `took ${random.integer(1, 60)} s`,
    () => `took ${random.integer(1, 60)} s`,
    () => `waits for Deployment/${namespace}/${name}`,
    () => `deployments.apps "${name}" is invalid`,
    () => `cannot read ${REPOSITORY}`,
    () => (listed ? `${listed.name} is late` : 'is late'),
    () => (listed ? `pod ${listed.name}-7d9 of ${listed.namespace}` : 'waits'),
  ])();
}
