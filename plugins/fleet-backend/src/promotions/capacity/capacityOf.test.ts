import {
  capacityGate,
  capacityStatusOf,
  type PodDemand,
} from '@fleetview/backstage-plugin-fleet-common';
import { capacityOf } from './capacityOf';
import type { PromotedWorkload } from './needOf';
import type { ClusterRoom, RoomNode, RoomQuota, RoomWorkload } from './types';

const GI = 1024 ** 3;

function podOf(
  requests: PodDemand['requests'],
  over: Partial<PodDemand> = {},
): PodDemand {
  return { requests, limits: {}, unstated: [], ...over };
}

const POD = podOf({ cpuMillicores: 500, memoryBytes: GI });

/** Four pods of half a core, of which one more comes. */
function cart(over: Partial<PromotedWorkload> = {}): PromotedWorkload {
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    pod: POD,
    surge: 1,
    ...over,
  };
}

function running(over: Partial<RoomWorkload> = {}): RoomWorkload {
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    replicas: { desired: 4, current: 4 },
    pod: POD,
    ...over,
  };
}

function node(over: Partial<RoomNode> = {}): RoomNode {
  return {
    name: 'node-a',
    health: 'healthy',
    unschedulable: false,
    tainted: false,
    allocatable: {
      cpuMillicores: 4_000,
      memoryBytes: 8 * GI,
      pods: 10,
      others: [],
    },
    ...over,
  };
}

function small(cpuMillicores: number): RoomNode['allocatable'] {
  return { cpuMillicores, memoryBytes: 8 * GI, pods: 10, others: [] };
}

function quota(
  hard: Record<string, string>,
  over: Partial<RoomQuota> = {},
): RoomQuota {
  return {
    namespace: 'shop',
    name: 'compute',
    hard: Object.entries(hard).map(([resource, limit]) => ({
      resource,
      limit,
    })),
    hardTotal: Object.keys(hard).length,
    scopes: [],
    ...over,
  };
}

function judged(
  room: Partial<ClusterRoom> = {},
  promoted: readonly PromotedWorkload[] = [cart()],
) {
  const fact = capacityOf(promoted, {
    nodes: [node()],
    workloads: [running()],
    quotas: [],
    coverage: {},
    ...room,
  });
  const resourceOf = (name: string) =>
    fact.resources.find(({ resource }) => resource === name);
  const gate = capacityGate({
    at: 0,
    targets: ['a'],
    facts: new Map([['a', { known: fact, confirmedAt: 0 }]]),
  });
  const statusOf = (name: string) => {
    const resource = resourceOf(name);
    return resource && capacityStatusOf(resource);
  };
  return { fact, resourceOf, statusOf, status: gate.status };
}

describe('what nodes leave', () => {
  it('is what they have without what workloads request', () => {
    const { fact, status } = judged();
    expect(fact).toEqual({
      resources: [
        { resource: 'cpu', needed: 0.5, free: 2, by: 'nodes' },
        { resource: 'memory', needed: GI, free: 4 * GI, by: 'nodes' },
        { resource: 'pods', needed: 1, free: 6, by: 'nodes' },
      ],
      nodes: [{ workload: 'Deployment shop/cart', isLargeEnough: true }],
    });
    expect(status).toBe('passed');
  });

  it.each<[string, Partial<RoomWorkload>, number]>([
    ['what is wanted', { replicas: { desired: 3, current: 1 } }, 2.5],
    ['what is there', { replicas: { desired: 1, current: 3 } }, 2.5],
    ['what is wanted before any is there', { replicas: { desired: 2 } }, 3],
    ['active pods of a Job', { kind: 'Job', replicas: {}, active: 2 }, 3],
    ['nothing of a CronJob', { kind: 'CronJob', replicas: {} }, 4],
    [
      'one on each node of a DaemonSet that nobody counted',
      { kind: 'DaemonSet', replicas: {} },
      3.5,
    ],
    [
      'nothing of what is scaled to zero, whatever a pod would take',
      { replicas: { desired: 0, current: 0 }, pod: undefined },
      4,
    ],
  ])('counts %s', (_, over, free) => {
    const { resourceOf } = judged({ workloads: [running(over)] });
    expect(resourceOf('cpu')).toMatchObject({ free });
  });

  it('counts those of all namespaces', () => {
    const others = ['a', 'b'].map(namespace => running({ namespace }));
    const { resourceOf, status } = judged({ workloads: others });
    expect(resourceOf('cpu')).toMatchObject({ free: 0 });
    expect(status).toBe('failed');
  });

  it('is never less than nothing', () => {
    const workloads = [running({ replicas: { desired: 40 } })];
    expect(judged({ workloads }).resourceOf('cpu')).toMatchObject({ free: 0 });
    expect(judged({ workloads }, [cart({ surge: 0 })]).status).toBe('passed');
  });

  it.each<[string, Partial<RoomNode>]>([
    ['not ready', { health: 'degraded' }],
    ['of no known health', { health: 'unknown' }],
    ['cordoned', { unschedulable: true }],
  ])('is not that of a node that is %s', (_, over) => {
    // What runs may all be on the other, or none of it.
    const nodes = [node(), node(over)];
    expect(judged({ nodes }).resourceOf('cpu')).toMatchObject({
      free: 2,
      freeAtMost: 4,
    });
    expect(judged({ nodes: [node(over)] }).status).toBe('failed');
  });

  it('is not surely that of a node with taints', () => {
    const nodes = [
      node({ tainted: true }),
      node({ allocatable: small(2_200) }),
    ];
    const { resourceOf, statusOf } = judged({ nodes });
    expect(resourceOf('cpu')).toMatchObject({
      needed: 0.5,
      free: 0.2,
      freeAtMost: 4.2,
      because: 'whether it tolerates the taints of 1 node is not read',
    });
    expect(statusOf('cpu')).toBe('unknown');
    expect(judged({ nodes }, [cart({ surge: 9 })]).statusOf('cpu')).toBe(
      'failed',
    );
  });

  it('is not known of nodes of which nobody read whether they have taints', () => {
    const { tainted, ...before } = node();
    const { allocatable } = before;
    const { others, ...usual } = allocatable;
    expect(judged({ nodes: [before] }).status).toBe('unknown');
    const gpu = [{ resource: 'nvidia.com/gpu', amount: 1 }];
    const wanted = [cart({ pod: podOf({ others: gpu }) })];
    expect(
      judged({ nodes: [node({ allocatable: usual })] }, wanted).statusOf(
        'nvidia.com/gpu',
      ),
    ).toBe('unknown');
    expect(judged({}, wanted).statusOf('nvidia.com/gpu')).toBe('failed');
    expect(
      judged(
        { nodes: [node({ allocatable: { ...allocatable, others: gpu } })] },
        wanted,
      ).statusOf('nvidia.com/gpu'),
    ).toBe('passed');
  });

  it('is not known where it is not known what a workload takes', () => {
    const unread = running({ name: 'old', pod: undefined });
    const { resourceOf, statusOf } = judged({ workloads: [unread] });
    expect(resourceOf('cpu')).toEqual({
      resource: 'cpu',
      needed: 0.5,
      freeAtMost: 4,
      by: 'nodes',
      because: 'what a pod of Deployment shop/old takes is not known',
    });
    expect([statusOf('cpu'), statusOf('pods')]).toEqual(['unknown', 'passed']);
    const uncounted = running({ kind: 'Job', replicas: {} });
    expect(judged({ workloads: [uncounted] }).statusOf('pods')).toBe('unknown');
    // Too much is too much, whatever else there is.
    expect(
      judged({ workloads: [unread] }, [cart({ surge: 9 })]).statusOf('cpu'),
    ).toBe('failed');
  });

  it.each(['unknownNodes', 'unknownWorkloads'])(
    'is not known where %s says why',
    key => {
      const { resourceOf, status } = judged({ coverage: { [key]: 'stale' } });
      expect(resourceOf('cpu')).toEqual({
        resource: 'cpu',
        needed: 0.5,
        by: 'nodes',
        because: 'stale',
      });
      expect(status).toBe('unknown');
      expect(
        judged({ coverage: { [key]: 'stale' } }, [cart({ surge: 0 })]).status,
      ).toBe('unknown');
    },
  );

  it('is enough only where one node is large enough', () => {
    const halves = [1, 2, 3].map(() => node({ allocatable: small(1_000) }));
    const wanted = [cart({ pod: podOf({ cpuMillicores: 1_500 }) })];
    const { statusOf, fact, status } = judged(
      { nodes: halves, workloads: [] },
      wanted,
    );
    expect(statusOf('cpu')).toBe('passed');
    expect(fact.nodes).toEqual([
      { workload: 'Deployment shop/cart', isLargeEnough: false },
    ]);
    expect(status).toBe('failed');
    const tainted = node({ tainted: true });
    expect(
      judged({ nodes: [...halves, tainted], workloads: [] }, wanted).fact.nodes,
    ).toEqual([
      { workload: 'Deployment shop/cart', because: expect.any(String) },
    ]);
  });
});

describe('what is needed', () => {
  it('is nothing where no pod comes beside those that run', () => {
    const wanted = [cart({ kind: 'StatefulSet', surge: 0, pod: undefined })];
    const { fact, status } = judged({ quotas: [quota({ pods: '1' })] }, wanted);
    expect(fact.resources.map(({ needed }) => needed)).toEqual([0, 0, 0]);
    expect(fact.nodes).toEqual([]);
    expect(status).toBe('passed');
  });

  it('is that of all of its workloads', () => {
    const wanted = [
      cart(),
      cart({ name: 'worker', surge: 2 }),
      cart({ kind: 'CronJob', surge: undefined }),
    ];
    expect(judged({}, wanted).resourceOf('cpu')).toMatchObject({ needed: 1.5 });
  });

  it('is not known where how many come, or what each takes, is not', () => {
    const { statusOf, resourceOf } = judged({}, [cart({ pod: undefined })]);
    expect([statusOf('cpu'), statusOf('pods')]).toEqual(['unknown', 'passed']);
    expect(resourceOf('cpu')).toEqual({
      resource: 'cpu',
      by: 'nodes',
      because: 'what a pod of Deployment shop/cart takes is not known',
    });
    expect(judged({}, [cart({ surge: undefined })]).statusOf('pods')).toBe(
      'unknown',
    );
  });

  it('is by the template of another workload where it runs that', () => {
    const templateFrom = { group: 'apps', kind: 'Deployment', name: 'cart' };
    const wanted = [
      cart({ kind: 'Rollout', name: 'r', pod: undefined, templateFrom }),
    ];
    expect(judged({}, wanted).resourceOf('cpu')).toMatchObject({ needed: 0.5 });
    expect(judged({ workloads: [] }, wanted).statusOf('cpu')).toBe('unknown');
  });

  it('is nothing of what a container does not say, as the scheduler counts it', () => {
    const wanted = [cart({ pod: podOf({}, { unstated: ['requests.cpu'] }) })];
    const { resourceOf, status } = judged({}, wanted);
    expect(resourceOf('cpu')).toEqual({
      resource: 'cpu',
      needed: 0,
      free: 2,
      by: 'nodes',
      note: 'a container of Deployment shop/cart does not say how much, which counts as none',
    });
    expect(status).toBe('passed');
  });
});

describe('what quotas leave', () => {
  const limited = podOf(
    { cpuMillicores: 500, memoryBytes: GI },
    { limits: { cpuMillicores: 1_000 } },
  );

  it.each<[string, string, string, number]>([
    ['cpu', '2300m', 'cpu', 0.3],
    ['requests.cpu', '2300m', 'cpu', 0.3],
    ['requests.memory', '4.5Gi', 'memory', GI / 2],
    ['pods', '4', 'pods', 0],
    ['count/pods', '4', 'pods', 0],
  ])('is less than what nodes leave by %s of %s', (key, limit, of, free) => {
    const { resourceOf, statusOf } = judged({
      quotas: [quota({ [key]: limit })],
    });
    expect(resourceOf(of)).toMatchObject({ by: 'quota shop/compute' });
    expect(resourceOf(of)?.free).toBeCloseTo(free, 9);
    expect(statusOf(of)).toBe('failed');
  });

  it('is more than what nodes leave, and then that counts', () => {
    const quotas = [quota({ 'requests.cpu': '100', 'count/secrets': '0' })];
    expect(judged({ quotas }).resourceOf('cpu')).toMatchObject({ by: 'nodes' });
    expect(judged({ quotas }).status).toBe('passed');
  });

  it('is that of limits as well', () => {
    const quotas = [quota({ 'limits.cpu': '5' })];
    const room = { quotas, workloads: [running({ pod: limited })] };
    const of = (surge: number) =>
      judged(room, [cart({ pod: limited, surge })]).resourceOf('limits.cpu');
    expect(of(1)).toEqual({
      resource: 'limits.cpu',
      needed: 1,
      free: 1,
      freeAtMost: 1,
      by: 'quota shop/compute',
    });
    expect(judged(room, [cart({ pod: limited, surge: 2 })]).status).toBe(
      'failed',
    );
  });

  it('is not known where a container does not say how much it takes', () => {
    const silent = podOf({}, { unstated: ['requests.cpu'] });
    const quotas = [quota({ 'requests.cpu': '100' })];
    const { resourceOf, statusOf } = judged({ quotas }, [
      cart({ pod: silent }),
    ]);
    expect(resourceOf('cpu')).toMatchObject({
      by: 'quota shop/compute',
      because: expect.stringContaining('a LimitRange fills it in'),
    });
    expect(statusOf('cpu')).toBe('unknown');
    // Nor where it is another that is there already.
    const workloads = [running({ pod: silent })];
    expect(judged({ quotas, workloads }).statusOf('cpu')).toBe('unknown');
    expect(
      judged({
        quotas: [quota({ 'requests.cpu': '100m' })],
        workloads,
      }).statusOf('cpu'),
    ).toBe('failed');
  });

  it('is not known where it counts only some pods, unless it has room for all', () => {
    const scopes = ['NotTerminating'];
    const of = (cpu: string) =>
      judged({ quotas: [quota({ cpu }, { scopes })] }).statusOf('cpu');
    expect(of('2500m')).toBe('passed');
    expect(of('2')).toBe('unknown');
  });

  it.each<[string, Partial<ClusterRoom>]>([
    [
      'it has more limits than are read',
      { quotas: [quota({}, { hardTotal: 101 })] },
    ],
    [
      'its limit cannot be read',
      { quotas: [quota({ cpu: 'x', memory: '1e400', pods: 'NaN' })] },
    ],
    ['quotas are not', { coverage: { unknownQuotas: 'forbidden' } }],
  ])('is not known where %s', (_, room) => {
    const { statusOf } = judged(room);
    expect(['cpu', 'memory', 'pods'].map(statusOf)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('is of its own namespace alone', () => {
    const quotas = [quota({ pods: '0' }, { namespace: 'other' })];
    expect(judged({ quotas }).status).toBe('passed');
    const elsewhere = [cart(), cart({ namespace: 'other' })];
    expect(judged({ quotas }, elsewhere).resourceOf('pods')).toMatchObject({
      by: 'quota other/compute',
      needed: 1,
      free: 0,
    });
  });
});
