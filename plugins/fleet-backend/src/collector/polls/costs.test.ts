import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import {
  createWallClock,
  FleetSimulator,
  type ServiceHandler,
  type SimulatedCluster,
} from '@fleetview/fleet-simulator';
import type { Knex } from 'knex';
import { NO_CONFIG } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { startEngine, TestSource } from '../../__testUtils__/engine';
import { threadWithin } from '../../__testUtils__/threadWithin';
import type { ClusterPoll } from './ClusterPoll';

const used = adapters.filter(({ id }) =>
  ['kubernetes', 'opencost'].includes(id),
);

const SCENARIO = {
  name: 'one',
  teams: [{ name: 'shop', title: 'Shop' }],
  domains: [{ name: 'shop', title: 'Shop', owner: 'shop' }],
  systems: [{ name: 'shop', title: 'Shop', domain: 'shop', owner: 'shop' }],
  components: ['checkout', 'cart', 'orders'].map(name => ({
    name,
    system: 'shop',
    version: '1.2.3',
    placement: { clusters: ['prod-a'] },
  })),
  clusters: [
    {
      name: 'prod-a',
      provider: 'aws' as const,
      region: 'eu-west-1',
      zones: ['eu-west-1a'],
      environment: 'production' as const,
      tier: 'critical',
      owner: 'shop',
      kubernetesVersion: '1.34.4',
      nodes: 2,
      instanceType: 'm7i.xlarge',
      delivery: { engine: 'none' as const },
      systems: ['opencost'],
    },
  ],
};

type Row = Record<string, unknown>;
type Answer = { code: number; data: Record<string, Row>[] };

/** What the simulated OpenCost answers, with something else in it. */
function spoil(
  real: (request: Parameters<ServiceHandler>[0]) => Promise<Answer>,
  change: (answer: Answer) => unknown,
): ServiceHandler {
  return async request => ({
    body: change(await real(request)) as object,
  });
}

const eachRow =
  (change: (row: Row) => Row) =>
  (answer: Answer): Answer => ({
    ...answer,
    data: answer.data.map(set =>
      Object.fromEntries(
        Object.entries(set).map(([name, row]) => [name, change(row)]),
      ),
    ),
  });

/** By what is wrong: what is answered, and what coverage says of it. */
const HOSTILE: [string, (answer: Answer) => unknown, RegExp][] = [
  ['no data', answer => ({ ...answer, data: [{}] }), /no data for/],
  ['an error', () => ({ code: 500, message: 'broken' }), /code/],
  [
    'another form',
    answer => ({ ...answer, data: { checkout: { totalCost: 1 } } }),
    /data/,
  ],
  [
    'wrong types',
    eachRow(row => ({ ...row, cpuCost: 'much' })),
    /cpuCost: Invalid input/,
  ],
  [
    'not a number',
    // As JSON has it: text, as no number is NaN there.
    eachRow(row => ({ ...row, totalCost: 'NaN' })),
    /totalCost/,
  ],
  [
    'costs below zero',
    eachRow(row => ({ ...row, cpuCost: -12, totalCost: -12 })),
    /cpuCost: Too small/,
  ],
  [
    'times in the future',
    eachRow(row => ({
      ...row,
      start: '2999-01-01T00:00:00Z',
      end: '2999-01-02T00:00:00Z',
    })),
    /outside of the window/,
  ],
  [
    'gigantic numbers',
    eachRow(row => ({ ...row, ramCost: 1e300 })),
    /ramCost: Too big/,
  ],
];

/** What no handler can say: its text is not made of JSON. */
const TEXTS: [string, string | (() => string), RegExp][] = [
  ['a page', '<html><body>Sign in</body></html>', /JSON/],
  ['half a page of JSON', '{"code":200,"data":[{"a":', /JSON/],
  [
    'an infinite cost',
    '{"code":200,"data":[{"a/b/c/d":{"minutes":1,"totalCost":1e999}}]}',
    /totalCost/,
  ],
  [
    'a gigantic answer',
    () => `{"code":200,"data":[{"a":"${'x'.repeat(17 * 1024 * 1024)}"}]}`,
    /more than 16 MiB/,
  ],
];

describeDatabases('what cost tools answer', database => {
  let simulator: FleetSimulator;
  let cluster: SimulatedCluster;
  let knex: Knex;
  let stop: (() => Promise<unknown>)[];

  beforeEach(async () => {
    stop = [];
    simulator = await FleetSimulator.create({
      scenario: SCENARIO,
      clock: createWallClock(),
    });
    await simulator.start();
    cluster = simulator.cluster('prod-a');
    knex = await database.open();
  });

  afterEach(async () => {
    for (const each of stop) await each();
    await simulator.stop();
  });

  async function start(poll: Partial<ClusterPoll> = {}) {
    const source = new TestSource('test', [
      {
        name: 'prod-a',
        origin: 'operator',
        access: {
          type: 'direct',
          connection: { server: cluster.url, token: cluster.token },
        },
      },
    ]);
    const { engine, idOf } = await startEngine(knex, [source], {
      adapters: used,
      startThread: () => threadWithin(used),
      config: {
        ...NO_CONFIG,
        polls: [
          {
            cluster: 'prod-a',
            adapter: 'opencost',
            kind: 'Allocation',
            namespace: 'opencost',
            intervalSeconds: 1,
            settings: { days: 1, currency: 'USD', clusterId: 'prod-a' },
            ...poll,
            key: 'fleet.polls[0]',
          },
        ],
      },
    });
    stop.unshift(() => engine.stop());
    return { engine, id: idOf('prod-a') };
  }

  const coverage = () =>
    knex('coverage')
      .where({ api_group: 'api.opencost', scope: 'namespace/opencost' })
      .first();

  async function until(
    engine: { coverage: { judge(): Promise<void> } },
    holds: () => Promise<unknown>,
  ): Promise<void> {
    const end = Date.now() + 20_000;
    for (;;) {
      await engine.coverage.judge();
      if (await holds()) return;
      if (Date.now() > end) {
        const { state, reason } = (await coverage()) ?? {};
        throw new Error(
          `It came to '${state}: ${reason}', and not to: ${holds}`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, 30);
      });
    }
  }

  const allocations = () => knex('allocation').orderBy('id');
  const othersKinds = async () =>
    (
      await knex('coverage')
        .whereNot({ api_group: 'api.opencost' })
        .whereNot({ state: 'not-asked' })
        .orderBy(['api_group', 'kind'])
    ).map(({ kind, state }) => `${kind} ${state}`);

  /** Answers through the service proxy, as OpenCost itself does. */
  async function real(request: Parameters<ServiceHandler>[0]): Promise<Answer> {
    const own = await FleetSimulator.create({
      scenario: SCENARIO,
      clock: createWallClock(),
    });
    await own.start();
    try {
      const { url, token } = own.cluster('prod-a');
      const response = await fetch(
        `${url}/api/v1/namespaces/opencost/services/http:opencost:9003/proxy${request.path}?${request.query}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      return (await response.json()) as Answer;
    } finally {
      await own.stop();
    }
  }

  const answerWith = (handler: ServiceHandler) =>
    cluster.registerService('opencost', 'opencost', 9003, handler);

  it('becomes facts of workloads, namespaces and the cluster', async () => {
    const { engine, id } = await start();
    await until(engine, async () => (await coverage())?.is_current);
    const facts = (await allocations()).map(({ data, subject }) => {
      expect(subject).toBe(id);
      return JSON.parse(data);
    });
    const total = (grain: string) =>
      facts
        .filter(fact => fact.grain === grain)
        .reduce((sum, { costs }) => sum + costs.total, 0);
    expect(total('workload')).toBeGreaterThan(5);
    expect(total('namespace')).toBeCloseTo(total('workload'), 3);
    expect(total('cluster')).toBeCloseTo(total('workload'), 3);
    expect(facts).toContainEqual(
      expect.objectContaining({
        grain: 'workload',
        controllerKind: 'Deployment',
        controller: 'checkout',
        namespace: 'shop',
        currency: 'USD',
      }),
    );
  }, 60_000);

  it('ends in a reason under its coverage, and changes nothing else, whatever it is', async () => {
    const { engine } = await start();
    await until(engine, async () => (await coverage())?.is_current);
    const before = await allocations();
    expect(before.length).toBeGreaterThan(5);
    const others = await othersKinds();
    expect(others).toContain('Deployment current');
    // Asked once: each of the answers below is made of it.
    let known: Answer | undefined;
    const answerOnce = async (request: Parameters<ServiceHandler>[0]) => {
      known ??= await real(request);
      return known;
    };
    const handlers: [string, ServiceHandler, RegExp][] = [
      ...HOSTILE.map(([name, change, reason]): (typeof handlers)[number] => [
        name,
        spoil(answerOnce, change),
        reason,
      ]),
      ...TEXTS.map(([name, text, reason]): (typeof handlers)[number] => [
        name,
        () => ({
          body: typeof text === 'string' ? text : text(),
          headers: { 'Content-Type': 'application/json' },
        }),
        reason,
      ]),
    ];
    for (const [, handler, reason] of handlers) {
      answerWith(handler);
      await until(engine, async () => {
        const row = await coverage();
        return row.state === 'invalid' && reason.test(row.reason);
      });
      expect(await allocations()).toEqual(before);
      expect(await othersKinds()).toEqual(others);
    }
    answerWith(async request => ({ body: await answerOnce(request) }));
    await until(engine, async () => (await coverage()).state === 'current');
    expect(await allocations()).toEqual(before);
  }, 120_000);

  it('believes history around days without data, and counts these', async () => {
    const opencost = await FleetSimulator.create({
      scenario: {
        ...SCENARIO,
        spend: { silences: [{ cluster: 'prod-a', daysAgo: 4, days: 2 }] },
      },
      clock: createWallClock(),
    });
    stop.push(() => opencost.stop());
    await opencost.start();
    const { url, token } = opencost.cluster('prod-a');
    answerWith(async ({ path, query }) => {
      const response = await fetch(
        `${url}/api/v1/namespaces/opencost/services/http:opencost:9003/proxy${path}?${query}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      return { body: (await response.json()) as object };
    });
    const { engine } = await start({
      settings: {
        days: 1,
        historyDays: 5,
        currency: 'USD',
        clusterId: 'prod-a',
      },
    });
    await until(engine, async () => (await coverage())?.is_current);
    const windows = await knex('allocation')
      .distinct('window_start')
      .orderBy('window_start');
    const today = Math.floor(Date.now() / 86_400_000);
    expect(
      windows.map(({ window_start: at }) => today - Number(at) / 86_400_000),
    ).toEqual([6, 5, 2, 1]);
    expect(JSON.parse((await coverage()).skipped)).toEqual([
      {
        reason: 'malformed',
        count: 2,
        example: expect.stringMatching(/no data for \d{4}-\d{2}-\d{2}$/),
      },
    ]);
  }, 60_000);

  it('counts a row that cannot be read, and keeps what was known of it', async () => {
    const { engine } = await start();
    await until(engine, async () => (await coverage())?.is_current);
    const before = await allocations();
    let isFirst = true;
    const first = eachRow(row => {
      const spoiled = isFirst ? { ...row, cpuCost: -1 } : row;
      isFirst = false;
      return spoiled;
    });
    const answer = await real({
      method: 'GET',
      path: '/allocation/compute',
      query: new URLSearchParams(
        JSON.parse(before[0].data).query.split('?')[1],
      ),
      headers: {},
      body: '',
    });
    answerWith(() => {
      isFirst = true;
      return { body: first(answer) };
    });
    await until(engine, async () => (await coverage()).skipped !== '[]');
    expect(JSON.parse((await coverage()).skipped)).toEqual([
      {
        reason: 'malformed',
        count: 1,
        example: expect.stringContaining('cpuCost: Too small'),
      },
    ]);
    const after = await allocations();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const warned = after
      .map(({ data }) => JSON.parse(data))
      .filter(({ warnings }) => warnings.length > 0);
    expect(warned.map(({ grain }) => grain)).toEqual(
      expect.arrayContaining(['namespace', 'cluster']),
    );
  }, 60_000);

  it('tells of settings that it does not take, and asks nothing', async () => {
    const { engine } = await start({ settings: { day: 1 } });
    await until(engine, async () => (await coverage())?.state === 'invalid');
    expect(await coverage()).toMatchObject({
      reason: expect.stringMatching(/^fleet\.polls: settings: .*day/),
    });
    expect(await allocations()).toEqual([]);
  });

  describe('at an address', () => {
    let server: Server;
    let sent: number;

    beforeEach(async () => {
      sent = 0;
      server = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"code":200,"data":[{"a":"');
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536))) {
            sent += 65_536;
          }
        };
        response.on('drain', more);
        more();
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      stop.push(async () => {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      });
    });

    it('is left where it does not end', async () => {
      const { port } = server.address() as AddressInfo;
      const { engine } = await start({
        connection: {
          server: `http://127.0.0.1:${port}`,
          networkPolicy: { allowPrivate: true, allow: ['127.0.0.1'] },
        },
      });
      await until(engine, async () => (await coverage())?.state === 'invalid');
      const [poll] = used.flatMap(({ polls = [] }) => polls);
      // What is on the way is more than what is read.
      expect(sent).toBeLessThan(3 * poll.maxBytes);
      expect(await allocations()).toEqual([]);
      expect(await othersKinds()).toContain('Deployment current');
    });
  });
});
