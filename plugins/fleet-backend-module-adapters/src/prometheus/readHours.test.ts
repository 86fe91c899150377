import type { PriceRow } from '@fleetview/backstage-plugin-fleet-common';
import type { CostLine } from '../costs/lineSchema';
import { prometheusPolls } from './polls';
import {
  readHourQueries,
  type PrometheusHourQuestion,
} from './readHourQueries';
import { readHours } from './readHours';
import { readQueries, type Quantity } from './readQueries';
import { prometheusSettings, type QueryAnswer } from './schema';

const ASKED_AT = '2026-11-20T02:40:00Z';
const GIB = 1024 ** 3;
/** Questions of a day, without a price sheet. */
const A_DAY = 15;
const [poll] = prometheusPolls;

type Series = {
  metric: Record<string, string>;
  /** Of an hour, by its number. */
  at: (hour: number) => string | number | undefined;
};
type World = Partial<Record<Quantity, Series[]>>;

const checkout = (template: string) => ({
  namespace: 'shop',
  owner_kind: 'ReplicaSet',
  owner_name: `checkout-${template}`,
});
const orders = {
  namespace: 'shop',
  owner_kind: 'StatefulSet',
  owner_name: 'orders',
};
const pods = {
  namespace: 'kube-system',
  owner_kind: '<none>',
  owner_name: '<none>',
};
const always = (value: number) => () => value;

/** Two nodes of 4 cores and 16 GiB; a template of checkout takes the place of another at noon. */
const WORLD: World = {
  cpuRequested: [
    {
      metric: checkout('6d5f9c7b8d'),
      at: hour => (hour < 12 ? 2 : undefined),
    },
    { metric: checkout('7f8b6d5c4'), at: hour => (hour < 12 ? undefined : 2) },
    { metric: orders, at: always(1) },
  ],
  ramRequested: [
    {
      metric: checkout('6d5f9c7b8d'),
      at: hour => (hour < 12 ? 4 * GIB : undefined),
    },
    {
      metric: checkout('7f8b6d5c4'),
      at: hour => (hour < 12 ? undefined : 4 * GIB),
    },
    { metric: orders, at: always(2 * GIB) },
  ],
  cpuUsed: [
    {
      metric: checkout('6d5f9c7b8d'),
      at: hour => (hour < 12 ? 0.5 + hour / 24 : undefined),
    },
    { metric: orders, at: hour => 1 + hour / 10 },
    { metric: pods, at: hour => 0.1 + (hour % 3) / 10 },
  ],
  ramUsed: [
    { metric: orders, at: always(GIB) },
    { metric: pods, at: always(GIB / 10) },
  ],
  nodeCpu: ['a', 'b'].map(node => ({ metric: { node }, at: always(4) })),
  nodeRam: ['a', 'b'].map(node => ({
    metric: { node },
    at: always(16 * GIB),
  })),
  cpuPrice: [
    { metric: { node: 'a' }, at: always(0.03) },
    { metric: { node: 'b' }, at: always(0.05) },
  ],
  ramPrice: [
    { metric: { node: 'a' }, at: always(0.004) },
    { metric: { node: 'b' }, at: always(0.006) },
  ],
  volumes: [{ metric: { namespace: 'shop' }, at: always(10 * GIB) }],
  volumePrice: [{ metric: {}, at: always(0.0001) }],
  hoursTold: [{ metric: {}, at: always(1) }],
  nodeLabels: [
    {
      metric: {
        node: 'a',
        label_topology_kubernetes_io_region: 'europe-west4',
      },
      at: always(1),
    },
  ],
  nodeInfo: ['a', 'b'].map(node => ({
    metric: { node, provider_id: `gce://p/${node}` },
    at: always(1),
  })),
};

/** Node b has two GPUs, of which orders takes one from noon on. */
const GPUS: World = {
  ...WORLD,
  gpuRequested: [
    {
      metric: { ...orders, node: 'b' },
      at: hour => (hour < 12 ? undefined : 1),
    },
  ],
  nodeGpus: [
    { metric: { node: 'b', resource: 'nvidia_com_gpu' }, at: always(2) },
  ],
  gpuPrice: [
    { metric: { node: 'a' }, at: always(0) },
    { metric: { node: 'b' }, at: always(1.5) },
  ],
};

/** The same with something said otherwise. */
function changed(
  quantity: Quantity,
  change: (series: Series, index: number) => Series | undefined,
  world: World = WORLD,
): World {
  return {
    ...world,
    [quantity]: world[quantity]?.flatMap(
      (each, index) => change(each, index) ?? [],
    ),
  };
}

const inHour =
  (hour: number, value: string | number | undefined) =>
  (series: Series): Series => ({
    ...series,
    at: each => (each === hour ? value : series.at(each)),
  });

const ofCluster = (cluster: string, world: World): World =>
  Object.fromEntries(
    Object.entries(world).map(([quantity, series]) => [
      quantity,
      series.map(each => ({ ...each, metric: { cluster, ...each.metric } })),
    ]),
  );

function joined(...worlds: World[]): World {
  const all: World = {};
  for (const world of worlds) {
    for (const [quantity, series] of Object.entries(world)) {
      const key = quantity as Quantity;
      all[key] = [...(all[key] ?? []), ...series];
    }
  }
  return all;
}

const MEANS: ReadonlySet<Quantity> = new Set([
  'gpuPrice',
  'networkPrice',
  'cpuPrice',
  'ramPrice',
  'volumePrice',
  'nodeLabels',
  'nodeInfo',
]);

/** What a server answers to a question for a day: sums and means of its hours. */
function ofDay(quantity: Quantity | 'labelled', world: World) {
  if (quantity === 'labelled') throw new Error('Labels are not asked for');
  return {
    status: 'success',
    data: {
      resultType: 'vector',
      result: (world[quantity] ?? []).flatMap(({ metric, at }) => {
        const values = Array.from({ length: 24 }, (_, hour) => at(hour))
          .filter(each => each !== undefined)
          .map(Number)
          .filter(each => !Number.isNaN(each));
        if (values.length === 0) return [];
        const sum = values.reduce((all, each) => all + each, 0);
        const value = MEANS.has(quantity) ? sum / values.length : sum;
        return [{ metric, value: [1795132800, String(value)] }];
      }),
    },
  };
}

function byHour(
  { quantity, window, hours }: PrometheusHourQuestion,
  world: World,
): QueryAnswer {
  const start = Date.parse(window.start) / 1000;
  return {
    status: 'success',
    warnings: undefined,
    data: {
      resultType: 'matrix',
      result: (world[quantity] ?? []).flatMap(({ metric, at }) => {
        const values = Array.from({ length: hours }, (_, hour) => [
          start + (hour + 1) * 3600,
          at(hour),
        ]).flatMap(([time, value]) =>
          value === undefined ? [] : [[time, String(value)]],
        );
        return values.length > 0 ? [{ metric, values }] : [];
      }),
    },
  };
}

type Options = {
  settings?: object;
  prices?: readonly PriceRow[];
  /** What one question by hour is answered with instead. */
  instead?: (question: PrometheusHourQuestion, answer: QueryAnswer) => unknown;
  askedAt?: string;
};

function ask(world: World = WORLD, options: Options = {}) {
  const { prices, instead, askedAt = ASKED_AT } = options;
  const own = poll.readSettings({
    days: 1,
    currency: 'EUR',
    hours: true,
    ...options.settings,
  });
  if ('invalid' in own) throw new Error(own.invalid);
  const asked = {
    namespace: 'monitoring',
    settings: own.settings,
    askedAt,
    answeredAt: askedAt,
    ...(prices && { prices }),
  };
  const settings = prometheusSettings.parse(own.settings);
  const days = readQueries({ ...asked, settings });
  const hours = readHourQueries({ ...asked, settings });
  const paths = poll.paths(asked);
  expect(paths).toHaveLength(days.length + hours.length);
  expect(poll.required?.(asked)).toBe(days.length);
  const reading = poll.read(
    [
      ...days.map(({ quantity }) => ofDay(quantity, world)),
      ...hours.map(question => {
        const answer = byHour(question, world);
        return instead ? instead(question, answer) : answer;
      }),
    ],
    asked,
  );
  if ('invalid' in reading) throw new Error(reading.invalid);
  const lines: CostLine[] = [];
  const problems: string[] = [];
  for (const { item } of reading.items) {
    if (typeof Object(item).problem === 'string') {
      problems.push(Object(item).problem);
    } else lines.push(item as CostLine);
  }
  const told = lines.filter(({ grain }) => grain === 'hours');
  const toldOn = (day: string) =>
    told.filter(({ window }) => window.start.startsWith(day));
  return {
    paths,
    problems,
    days: lines.filter(({ grain }) => grain !== 'hours'),
    workloads: lines.filter(({ grain }) => grain === 'workload'),
    hours: told,
    yesterday: toldOn('2026-11-19'),
    today: toldOn('2026-11-20'),
  };
}

const named = (lines: CostLine[], name: string) =>
  lines.find(each => each.name === name)!;
const CHECKOUT = 'shop/Deployment/checkout';
const ALL_NULL = Array(24).fill(null);

describe('hours of prometheus', () => {
  const usual = ask();

  it('are asked for where configuration says so, all of a day at once', () => {
    expect(ask(WORLD, { settings: { hours: false } }).paths).toHaveLength(
      A_DAY,
    );
    expect(usual.paths).toHaveLength(3 * A_DAY);
    expect(
      ask(WORLD, { settings: { pathPrefix: '/select/0' } }).paths[A_DAY],
    ).toMatch(/^\/select\/0\/api\/v1\/query_range\?query=/);
    for (const path of usual.paths.slice(A_DAY, 2 * A_DAY)) {
      expect(path).toMatch(
        /^\/api\/v1\/query_range\?query=[^&]+&start=2026-11-19T01:00:00Z&end=2026-11-20T00:00:00Z&step=3600$/,
      );
    }
    for (const path of usual.paths.slice(2 * A_DAY)) {
      expect(path).toMatch(
        /&start=2026-11-20T01:00:00Z&end=2026-11-20T02:00:00Z&step=3600$/,
      );
    }
    // Within the first hour nothing of today is over.
    expect(ask(WORLD, { askedAt: '2026-11-20T00:59:00Z' }).paths).toHaveLength(
      2 * A_DAY,
    );
    // What a node is counts where there is a price sheet.
    expect(
      ask(WORLD, { settings: { prices: [{ cpuHour: 1, gibHour: 1 }] } }).paths,
    ).toHaveLength(3 * (A_DAY + 2));
  });

  it('look back on twelve samples of an hour, whichever version is asked', () => {
    const queries = usual.paths
      .slice(A_DAY)
      .map(path => decodeURIComponent(path));
    for (const query of queries) expect(query).not.toMatch(/\[1d|\[1h:/);
    expect(queries[0]).toContain('[59m:5m])');
    expect(queries[2]).toContain(
      'increase(container_cpu_usage_seconds_total{container!="", container!="POD"}[1h])',
    );
  });

  it('make the day where requests and prices are the same in all of them', () => {
    expect(usual.problems).toEqual([]);
    expect(usual.yesterday.map(({ name }) => name).sort()).toEqual(
      usual.workloads.map(({ name }) => name).sort(),
    );
    for (const day of usual.workloads) {
      const { hours = [], ...line } = named(usual.yesterday, day.name);
      expect(hours).toHaveLength(24);
      const sum = hours.reduce<number>((all, each) => all + each!, 0);
      expect(sum).toBeCloseTo(day.costs.total, 9);
      expect(line).toMatchObject({
        share: day.share,
        of: 'observer',
        minutes: 1440,
        currency: 'EUR',
        estimated: false,
        warnings: [],
        window: day.window,
        usage: {},
      });
      expect(line.costs.total).toBeCloseTo(day.costs.total, 9);
      expect(Object.keys(line.costs)).toEqual(['total']);
      expect([line.namespace, line.controllerKind, line.controller]).toEqual([
        day.namespace,
        day.controllerKind,
        day.controller,
      ]);
    }
  });

  it('are what each thing cost in each of them', () => {
    const { hours } = named(usual.yesterday, 'shop/StatefulSet/orders');
    // What it uses over its request is paid for: 1 + hour / 10 cores, and 2 GiB.
    for (const [hour, cost] of hours!.entries()) {
      expect(cost).toBeCloseTo((1 + hour / 10) * 0.04 + 2 * 0.005, 9);
    }
    const today = named(usual.today, CHECKOUT);
    expect(today.hours?.slice(2)).toEqual(ALL_NULL.slice(2));
    expect(today.hours?.[1]).toBeCloseTo(2 * 0.04 + 4 * 0.005, 9);
    expect(today).toMatchObject({
      minutes: 120,
      window: { start: '2026-11-20T00:00:00Z', end: '2026-11-20T02:00:00Z' },
    });
  });

  it.each<[string, World, string]>([
    [
      'samples are of 50 minutes',
      changed('hoursTold', inHour(5, 10 / 12)),
      'there are samples of less than 55 minutes',
    ],
    [
      'nobody knows of how many minutes samples are',
      changed('hoursTold', inHour(5, undefined)),
      'there are samples of less than 55 minutes',
    ],
    [
      'there are no nodes',
      changed('nodeCpu', inHour(5, undefined)),
      'no data (nodeCpu)',
    ],
    [
      'there are no requests',
      changed('ramRequested', inHour(5, undefined)),
      'no data (ramRequested)',
    ],
    [
      'there is no use',
      changed('cpuUsed', inHour(5, undefined)),
      'no data (cpuUsed)',
    ],
    [
      'a node has no price',
      changed('ramPrice', (series, index) =>
        index === 0 ? inHour(5, undefined)(series) : series,
      ),
      'no price is known of a node',
    ],
    [
      'no node has a price',
      changed('cpuPrice', inHour(5, undefined)),
      'no price is known',
    ],
    [
      'volumes have no price',
      changed('volumePrice', inHour(5, undefined)),
      'no price of volumes is known',
    ],
    [
      'a series has no number',
      changed('ramUsed', (series, index) =>
        index === 0 ? inHour(5, 'NaN')(series) : series,
      ),
      'a series has no number',
    ],
    [
      'there is not so much money',
      changed('cpuPrice', inHour(5, 1e20)),
      'it cost more than there is money',
    ],
  ])('are not told of all that there is where %s', (_, world, problem) => {
    const { yesterday, problems } = ask(world);
    expect(problems).toContain(`hour 5 of 2026-11-19: ${problem}`);
    expect(yesterday.map(({ name }) => name)).toEqual(
      usual.yesterday.map(({ name }) => name),
    );
    for (const { name, hours, minutes } of yesterday) {
      const whole = named(usual.yesterday, name).hours!;
      expect(hours).toEqual(
        whole.map((each, hour) => (hour === 5 ? null : each)),
      );
      expect(minutes).toBe(23 * 60);
    }
  });

  it('have GPUs in them', () => {
    const { workloads, yesterday, problems } = ask(GPUS);
    expect(problems).toEqual([]);
    for (const { name, costs } of workloads) {
      expect(named(yesterday, name).costs.total).toBeCloseTo(costs.total, 9);
    }
    const { hours = [] } = named(yesterday, 'shop/StatefulSet/orders');
    const before = named(usual.yesterday, 'shop/StatefulSet/orders').hours!;
    expect(hours[11]).toBe(before[11]);
    expect(hours[12]).toBeCloseTo(before[12]! + 1.5, 9);
    const sum = (lines: CostLine[]) =>
      lines.reduce((all, { costs }) => all + costs.total, 0);
    expect(sum(yesterday) - sum(usual.yesterday)).toBeCloseTo(24 * 2 * 1.5, 6);
    expect(
      ask(GPUS, { settings: { gpu: false } }).yesterday.map(
        ({ costs }) => costs,
      ),
    ).toEqual(usual.yesterday.map(({ costs }) => costs));
  });

  it('are not told where GPUs have no price', () => {
    const { hours, problems, days } = ask({ ...GPUS, gpuPrice: [] });
    expect(hours).toEqual([]);
    expect(problems[0]).toBe(
      'hours 0 to 23 of 2026-11-19: no price is known of the GPUs of 1 nodes',
    );
    expect(new Set(days.map(({ partial }) => partial))).toEqual(
      new Set([true]),
    );
    const one = ask(changed('gpuPrice', inHour(5, undefined), GPUS));
    expect(one.problems).toEqual([
      'hour 5 of 2026-11-19: no price is known of the GPUs of 1 nodes',
    ]);
  });

  it('have load balancers and what is sent in them', () => {
    const world: World = {
      ...WORLD,
      loadBalancers: [
        {
          metric: { namespace: 'shop', service_name: 'web' },
          at: hour => (hour < 6 ? undefined : 0.025),
        },
      ],
      networkEgress: [
        {
          metric: { ...orders, internet: 'true' },
          at: hour => hour * GIB,
        },
      ],
      networkPrice: [{ metric: { destination: 'internet' }, at: always(0.1) }],
    };
    const settings = { network: true };
    const { workloads, yesterday, problems } = ask(world, { settings });
    expect(problems).toEqual([]);
    for (const { name, costs } of workloads) {
      expect(named(yesterday, name).costs.total).toBeCloseTo(costs.total, 9);
    }
    const { hours = [] } = named(yesterday, 'shop/load-balancers/web');
    expect(hours.slice(5, 7)).toEqual([null, 0.025]);
    const sum = (lines: CostLine[]) =>
      lines.reduce((all, { costs }) => all + costs.total, 0);
    expect(sum(yesterday) - sum(usual.yesterday)).toBeCloseTo(
      18 * 0.025 + 27.6,
      6,
    );
    // What is sent in an hour of which the exporter says nothing is not nothing.
    const without = (change: World) =>
      ask({ ...world, ...change }, { settings }).problems;
    expect(
      without(changed('networkEgress', inHour(5, undefined), world)),
    ).toEqual(['hour 5 of 2026-11-19: no data (networkEgress)']);
    expect(
      without(changed('networkPrice', inHour(5, undefined), world)),
    ).toEqual([
      'hour 5 of 2026-11-19: no price is known of some of what is sent',
    ]);
  });

  it('may lack one sample of twelve', () => {
    const late = ask(changed('hoursTold', inHour(5, 11 / 12)));
    expect(late.problems).toEqual([]);
    expect(late.hours).toEqual(usual.hours);
  });

  it('are told as days are of a server that knows of no use, and of no price of volumes', () => {
    const { problems, yesterday, workloads } = ask({
      ...WORLD,
      cpuUsed: [],
      volumePrice: [],
    });
    expect(problems).toEqual([]);
    expect(yesterday).toHaveLength(workloads.length);
    for (const day of workloads) {
      expect(named(yesterday, day.name).costs.total).toBeCloseTo(
        day.costs.total,
        9,
      );
    }
  });

  it('are said together where they lack the same', () => {
    const down = changed('hoursTold', series => ({
      ...series,
      at: hour => ([3, 4, 5, 9].includes(hour) ? 0 : 1),
    }));
    expect(ask(down).problems).toEqual([
      'hours 3 to 5, 9 of 2026-11-19: there are samples of less than 55 minutes',
    ]);
  });

  it('have the prices that the sheet has on their day, and say so', () => {
    const row = (cpuHour: number, validFrom: string): PriceRow => ({
      currency: 'EUR',
      cpuHour,
      gibHour: 0.005,
      validFrom,
    });
    const { yesterday, today, problems } = ask(
      { ...WORLD, cpuPrice: [], ramPrice: [], volumePrice: [] },
      { prices: [row(0.1, '2026-11-01'), row(0.2, '2026-11-20')] },
    );
    expect(problems).toEqual([]);
    expect(named(yesterday, CHECKOUT).hours?.[0]).toBeCloseTo(0.22, 9);
    expect(named(today, CHECKOUT).hours?.[0]).toBeCloseTo(0.42, 9);
    expect(new Set(today.map(({ estimated }) => estimated))).toEqual(
      new Set([true]),
    );
  });

  describe('of several clusters', () => {
    const settings = { clusterLabel: 'cluster', clusterId: 'eu1' };
    const both = (us1: World) =>
      joined(ofCluster('eu1', WORLD), ofCluster('us1', us1));

    it('are of each by itself', () => {
      const { yesterday, problems } = ask(both(WORLD), { settings });
      expect(problems).toEqual([]);
      expect(yesterday).toHaveLength(2 * usual.yesterday.length);
      for (const [cluster, of] of [
        ['eu1', 'observer'],
        ['us1', 'reference'],
      ]) {
        const own = yesterday.filter(each => each.cluster === cluster);
        expect(new Set(own.map(each => each.of))).toEqual(new Set([of]));
        expect(own.map(({ hours }) => hours)).toEqual(
          usual.yesterday.map(({ hours }) => hours),
        );
      }
    });

    it('are lacking of one alone', () => {
      const { yesterday, problems } = ask(
        both(changed('cpuPrice', inHour(7, undefined))),
        { settings },
      );
      expect(problems).toEqual([
        'hour 7 of 2026-11-19 of us1: no price is known',
      ]);
      const at7 = (cluster: string) =>
        new Set(
          yesterday
            .filter(each => each.cluster === cluster)
            .map(({ hours }) => hours?.[7] === null),
        );
      expect(at7('eu1')).toEqual(new Set([false]));
      expect(at7('us1')).toEqual(new Set([true]));
    });

    it('are those that nodes are known of', () => {
      const { yesterday } = ask(
        joined(
          ofCluster('eu1', WORLD),
          ofCluster('us1', { cpuRequested: WORLD.cpuRequested }),
        ),
        { settings },
      );
      expect(new Set(yesterday.map(({ cluster }) => cluster))).toEqual(
        new Set(['eu1']),
      );
    });
  });

  const first =
    (change: (answer: QueryAnswer) => unknown): Options['instead'] =>
    ({ quantity, window }, answer) =>
      quantity === 'ramUsed' && window.start.startsWith('2026-11-19')
        ? change(answer)
        : answer;
  const withResult =
    (change: (result: any[]) => unknown[]) => (answer: QueryAnswer) => ({
      ...answer,
      data: { ...answer.data, result: change(answer.data.result) },
    });

  it.each<[string, (answer: QueryAnswer) => unknown, string]>([
    [
      'was too long',
      () => ({ failed: 'the answer is longer than 16777216 bytes' }),
      'the answer is longer than 16777216 bytes',
    ],
    [
      'is of a part',
      answer => ({ ...answer, warnings: ['store 10.0.3.4:10901 is away'] }),
      'only a part: store 10.0.3.4:10901 is away',
    ],
    ['is none', () => '<html>', 'the answer: .*expected object'],
    [
      'says what went wrong',
      () => ({ status: 'error', errorType: 'execution', error: 'too many' }),
      'the answer: status',
    ],
    [
      'is a vector',
      () => ofDay('ramUsed', WORLD),
      'ramUsed: vector where a matrix was asked for',
    ],
    [
      'has more series than are taken',
      withResult(() => Array(20_001).fill({ metric: {}, values: [] })),
      'ramUsed: more than 20000 series',
    ],
    [
      'has series of nobody knows what',
      withResult(result => [...result, { metric: 7, values: [] }]),
      'ramUsed: a series cannot be read',
    ],
    [
      'has no values',
      withResult(result => [...result, { metric: {}, histograms: [] }]),
      'ramUsed: a series cannot be read',
    ],
  ])('take nothing of the days where an answer %s', (_, change, reason) => {
    const { yesterday, today, days, problems } = ask(WORLD, {
      instead: first(change),
    });
    expect(yesterday).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(new RegExp(`^hours of 2026-11-19: ${reason}`)),
    ]);
    expect(days).toEqual(usual.days);
    expect(today).toEqual(usual.today);
  });

  it.each<[string, unknown]>([
    ['no pair', 7],
    ['no time', ['soon', '1']],
    ['a time between hours', [1795048200.5, '1']],
    ['the start of the day', [1795046400, '1']],
    ['a time of another day', [1795136400, '1']],
    ['an infinite time', [Number.POSITIVE_INFINITY, '1']],
  ])('are not told where a value has %s', (_, pair) => {
    const { yesterday, days, problems } = ask(WORLD, {
      instead: first(
        withResult(([one, ...more]) => [
          { ...one, values: [...one.values, pair] },
          ...more,
        ]),
      ),
    });
    expect(yesterday).toEqual([]);
    expect(problems).toEqual([
      'hours 0 to 23 of 2026-11-19: a series has no number',
    ]);
    expect(days).toEqual(usual.days);
  });

  it('are not told twice: an hour with two values has none', () => {
    const { problems } = ask(WORLD, {
      instead: first(
        withResult(([one, ...more]) => [
          { ...one, values: [...one.values, one.values[4], [1795050000, -1]] },
          ...more,
        ]),
      ),
    });
    expect(problems).toEqual([
      'hours 0, 4 of 2026-11-19: a series has no number',
    ]);
  });

  it('heed no remark on a query', () => {
    const { hours } = ask(WORLD, {
      instead: first(answer => ({
        ...answer,
        warnings: ['PromQL info: metric might not be a counter'],
      })),
    });
    expect(hours).toEqual(usual.hours);
  });

  it('say that there are none where nothing is answered', () => {
    const { days, problems } = ask(WORLD, {
      instead: (_, answer) => withResult(() => [])(answer),
    });
    expect(problems).toEqual([
      'hours of 2026-11-19: no data (nodeCpu)',
      'hours of 2026-11-20: no data (nodeCpu)',
    ]);
    expect(days).toEqual(usual.days);
  });

  it('are of no more things than a day may have', () => {
    const settings = prometheusSettings.parse({ hours: true });
    const questions = readHourQueries({ settings, askedAt: ASKED_AT });
    const read = (mostThings: number) =>
      readHours({
        answers: questions.map(question => byHour(question, WORLD)),
        questions,
        settings,
        mostThings,
      });
    const count = usual.yesterday.length;
    expect(read(count)).toHaveLength(2 * count);
    expect(read(count - 1).map(({ item }) => item)).toEqual([
      { problem: `hours of 2026-11-19: more than ${count - 1} things by hour` },
      { problem: `hours of 2026-11-20: more than ${count - 1} things by hour` },
    ]);
  });
});
