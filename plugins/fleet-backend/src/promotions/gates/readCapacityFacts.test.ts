import type {
  Gate,
  PodDemand,
  WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import {
  DEPLOYMENTS,
  factsOf,
  NODES,
  QUOTAS,
  type TestKind,
} from '../../__testUtils__/changes';
import { describeDatabases } from '../../__testUtils__/databases';
import { nodeFact, quotaFact, workloadFact } from '../../__testUtils__/facts';
import { CART, PromotedWorld } from '../../__testUtils__/promotions';
import { fleetOf, insertCoverage } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { DEFAULT_COST_CONFIG } from '../../config/costSchema';
import type { FleetView } from '../../read/fleet';
import { readWorld } from '../readWorld';
import { judge, type Judging } from './judge';

const GI = 1024 ** 3;
const POD: PodDemand = {
  requests: { cpuMillicores: 500, memoryBytes: GI },
  limits: {},
  unstated: [],
};

function kindOf(group: string, kind: string): TestKind {
  return {
    key: { adapter: 'kubernetes', group, kind },
    tables: ['workload', 'fact'],
  };
}

const DAEMON_SETS = kindOf('apps', 'DaemonSet');
const READ = [
  NODES,
  QUOTAS,
  DAEMON_SETS,
  kindOf('apps', 'StatefulSet'),
  kindOf('batch', 'Job'),
];

describeDatabases('the gate of capacity', database => {
  let knex: Knex;
  let world: PromotedWorld;

  /** Two nodes of a cluster, one of them with a taint. */
  const setNodes = (cluster: string, cpuMillicores: number) =>
    write(
      knex,
      NODES,
      ['node-a', 'node-b'].map(name =>
        factsOf(
          nodeFact({
            name,
            tainted: name === 'node-b',
            allocatable: {
              cpuMillicores,
              memoryBytes: 8 * GI,
              pods: 10,
              others: [],
            },
          }),
        ),
      ),
      { observer: cluster, now: world.now },
    );

  beforeEach(async () => {
    knex = await database.open();
    world = await PromotedWorld.create(knex);
    for (const cluster of ['prod-a', 'prod-b']) {
      await world.deploy(cluster, { takes: { pod: POD, surge: 1 } });
      for (const { key } of READ) {
        await insertCoverage(knex, cluster, key, { confirmed_at: world.now });
      }
      await setNodes(cluster, 2_000);
    }
  });

  const run = (kind: TestKind, over: Partial<WorkloadFact>) =>
    write(
      knex,
      kind,
      [
        factsOf(
          workloadFact({
            kind: kind.key.kind,
            namespace: 'other',
            pod: POD,
            ...over,
          }),
        ),
      ],
      { observer: 'prod-a', now: world.now },
    );
  const gateOf = async (
    over: Partial<Judging> = {},
  ): Promise<Pick<Gate, 'status' | 'evidence'>> => {
    const { now, config, entities } = world;
    const read = await readWorld(
      { knex, now },
      {
        entityRef: CART,
        fleet: await fleetOf(knex, { now, entities }),
        config,
        cost: { ...DEFAULT_COST_CONFIG, budgets: [] },
        namesOf: (id: string) => [id],
      },
    );
    const [gate] = await judge({
      ...read,
      entityRef: CART,
      targets: ['prod-a', 'prod-b'],
      required: ['capacity'],
      ...over,
    } as Judging);
    return gate;
  };
  const textsOf = async (over: Partial<Judging> = {}) => {
    const { status, evidence } = await gateOf({ targets: ['prod-a'], ...over });
    return [
      status,
      ...evidence
        .filter(each => each.status === status)
        .map(({ text }) => text),
    ];
  };

  it('passes where it fits, with evidence of each cluster', async () => {
    const { status, evidence } = await gateOf();
    expect(status).toBe('passed');
    const times = { status: 'passed', confirmedAt: world.now };
    expect(evidence).toEqual(
      ['prod-a', 'prod-b'].flatMap(cluster =>
        [
          'cpu: 0.5 needed, at most 1 free by nodes',
          'memory: 1Gi needed, at most 6Gi free by nodes',
          'pods: 1 needed, at most 8 free by nodes',
          'a node is large enough for a pod of Deployment shop/cart',
        ].map(text => expect.objectContaining({ ...times, cluster, text })),
      ),
    );
  });

  it('counts all that runs there, whoever it is of, and may be overridden', async () => {
    await run(DAEMON_SETS, { replicas: { desired: 2, current: 2 } });
    expect(await textsOf()).toEqual([
      'unknown',
      'cpu: 0.5 needed, at most 0 free by nodes that is surely for it (whether it tolerates the taints of 1 node is not read)',
    ]);
    await run(DAEMON_SETS, { replicas: { desired: 6, current: 6 } });
    expect(await textsOf()).toEqual([
      'failed',
      'cpu: 0.5 needed, at most 0 free by nodes',
    ]);
    expect(await gateOf()).toMatchObject({
      status: 'failed',
      overridable: true,
    });
    expect(await gateOf({ targets: ['prod-b'] })).toMatchObject({
      status: 'passed',
    });
  });

  it('goes by the quota where that leaves less', async () => {
    const limit = (cpu: string) =>
      write(
        knex,
        QUOTAS,
        [
          factsOf(
            quotaFact({ hard: [{ resource: 'requests.cpu', limit: cpu }] }),
          ),
          factsOf(quotaFact({ namespace: 'other' })),
        ],
        { observer: 'prod-a', now: world.now },
      );
    await limit('1400m');
    expect(await textsOf()).toEqual([
      'failed',
      'cpu: 0.5 needed, at most 0.4 free by quota shop/compute',
    ]);
    await limit('1500m');
    expect((await textsOf())[0]).toBe('passed');
  });

  it.each<[string, TestKind, object, string]>([
    [
      'nodes are stale',
      NODES,
      { confirmed_at: 1_000 },
      'its Nodes are not all known: no sign of life for more than 90 seconds',
    ],
    [
      'Jobs may not be read',
      kindOf('batch', 'Job'),
      { state: 'forbidden' },
      'its Jobs are not all known: forbidden',
    ],
    [
      'a DaemonSet could not be read',
      DAEMON_SETS,
      { skipped: JSON.stringify([{ reason: 'malformed', count: 1 }]) },
      'its DaemonSets are not all known: 1 of them could not be read',
    ],
  ])('is not known where %s', async (_, { key }, over, why) => {
    await knex('coverage')
      .where({ cluster_id: 'prod-a', kind: key.kind })
      .update(over);
    const [status, text] = await textsOf();
    expect(status).toBe('unknown');
    expect(text).toBe(
      `cpu: 0.5 needed, and what is free is not known (${why})`,
    );
    expect(await gateOf({ targets: ['prod-b'] })).toMatchObject({
      status: 'passed',
    });
  });

  it('is not known of what was read before it was read what pods take', async () => {
    await run(DEPLOYMENTS, { name: 'old', pod: undefined });
    expect(await textsOf()).toEqual([
      'unknown',
      'cpu: 0.5 needed, and what is free is not known (what a pod of Deployment other/old takes is not known)',
      'memory: 1Gi needed, and what is free is not known (what a pod of Deployment other/old takes is not known)',
    ]);
    await run(DEPLOYMENTS, { name: 'old' });
    await world.deploy('prod-a', { takes: {} });
    expect((await textsOf())[0]).toBe('unknown');
  });

  it('is not known of what cannot be read any more', async () => {
    await run(DAEMON_SETS, { replicas: { desired: 1, current: 1 } });
    await knex('workload')
      .where({ observer: 'prod-a', kind: 'DaemonSet' })
      .update({ unreadable: 'malformed' });
    expect((await textsOf())[0]).toBe('unknown');
  });

  it('is not known where it is not there yet, or nobody hears of the cluster', async () => {
    expect(await textsOf({ targets: ['stage-b'] })).toEqual([
      'unknown',
      'the cluster is gone',
    ]);
    expect(await textsOf({ seen: [] })).toEqual([
      'unknown',
      'no workload of it is known there, so that what it takes is not known',
    ]);
    await world.lose('prod-a');
    expect((await textsOf())[0]).toBe('unknown');
  });

  it('is not told to whoever sees a part of the fleet', async () => {
    expect(await textsOf({ view: {} as FleetView })).toEqual([
      'unknown',
      expect.stringContaining('more than you may see'),
    ]);
  });

  it('does not count what a hub says of others', async () => {
    await run(DAEMON_SETS, { replicas: { desired: 8, current: 8 } });
    await knex('workload')
      .where({ observer: 'prod-a', kind: 'DaemonSet' })
      .update({ subject: 'prod-b' });
    expect((await gateOf()).status).toBe('passed');
  });
});
