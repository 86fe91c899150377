import { FleetSimulator } from '../../FleetSimulator';
import type { Deployment } from '../kinds';

const DAY_MS = 86_400_000;
const SERVICES = {
  opencost:
    '/api/v1/namespaces/opencost/services/http:opencost:9003/proxy/allocation/compute',
  assets:
    '/api/v1/namespaces/opencost/services/http:opencost:9003/proxy/assets',
  kubecost:
    '/api/v1/namespaces/kubecost/services/http:kubecost-cost-analyzer:9090/proxy/model/allocation',
};
/** Whole days before the one on which the world begins, a Monday. */
const DAYS = Array.from({ length: 92 }, (_, index) => index + 1);

type Row = {
  properties: { cluster?: string; namespace?: string; controller?: string };
  cpuCost: number;
  ramCost: number;
  pvCost?: number;
  networkCost?: number;
  totalCost: number;
  cpuCoreRequestAverage?: number;
  cpuCoreUsageAverage?: number;
  ramByteRequestAverage?: number;
};
type Day = Record<string, Row>;

/** What the cost tools of the default world answer of the ninety days before it. */
describe('ninety days of cost', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
    await simulator.start();
  });

  afterAll(() => simulator.stop());

  const window = (daysAgo: number, days = 1) => {
    const start = Math.floor(simulator.now / DAY_MS - daysAgo) * DAY_MS;
    return [start, start + days * DAY_MS]
      .map(time => new Date(time).toISOString().replace('.000Z', 'Z'))
      .join(',');
  };
  const cache = new Map<string, Promise<unknown>>();
  function ask(name: string, path: string): Promise<any> {
    const { url, token } = simulator.cluster(name);
    const known = cache.get(`${url}${path}`);
    if (known) return known;
    const asked = fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    }).then(async response => (await response.json()).data);
    cache.set(`${url}${path}`, asked);
    return asked;
  }
  /** By how many days ago, from 1 on; of index 0 nothing. */
  async function daysOf(name: string): Promise<Day[]> {
    const sets = await ask(
      name,
      `${SERVICES.opencost}?window=${window(
        92,
        92,
      )}&aggregate=cluster,namespace,controllerKind,controller&includeIdle=true`,
    );
    expect(sets).toHaveLength(92);
    return [{}, ...sets.reverse()];
  }
  const rowOf = (day: Day, controller: string) =>
    Object.values(day).find(
      ({ properties }) => properties.controller === controller,
    )!;
  const sum = (
    day: Day,
    of: (row: Row) => number | undefined,
    namespace?: string,
  ) =>
    Object.values(day)
      .filter(
        ({ properties }) =>
          namespace === undefined || properties.namespace === namespace,
      )
      .reduce((all, row) => all + (of(row) ?? 0), 0);

  let euw1: Day[];
  let use1: Day[];

  beforeAll(async () => {
    // Answers are turned round once.
    euw1 = await daysOf('prod-euw1-a');
    use1 = await daysOf('prod-use1-a');
  });

  it('add up on each day: parts make the total, workloads and idle cost make the nodes', async () => {
    const wrong: unknown[] = [];
    const compare = (what: string, one: number, other: number) => {
      if (!(Math.abs(one - other) < 0.01)) wrong.push([what, one, other]);
    };
    for (const ago of DAYS) {
      const day = euw1[ago];
      for (const [name, row] of Object.entries(day)) {
        compare(
          `${ago} ${name}`,
          row.totalCost,
          row.cpuCost +
            row.ramCost +
            (row.pvCost ?? 0) +
            (row.networkCost ?? 0),
        );
        if (!(row.totalCost >= 0)) wrong.push([ago, name, row.totalCost]);
      }
      const nodes = Object.values(
        (await ask(
          'prod-euw1-a',
          `${SERVICES.assets}?window=${window(ago)}`,
        )) as Record<string, Row>,
      );
      compare(`${ago} nodes`, nodes.length, ago === 9 ? 11 : 8);
      compare(
        `${ago} cost of nodes`,
        nodes.reduce((all, { totalCost }) => all + totalCost, 0),
        sum(day, ({ cpuCost, ramCost }) => cpuCost + ramCost),
      );
      if (!(day.__idle__.totalCost > 0)) wrong.push([ago, 'idle']);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('say yesterday what the objects of the cluster say now', () => {
    const { store } = simulator.cluster('prod-euw1-a');
    const { cpuCoreRequestAverage } = rowOf(euw1[1], 'tax-engine');
    const { spec } = store.get<Deployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'billing',
      name: 'tax-engine',
    })!;
    const { requests } = spec.template.spec.containers[0].resources as {
      requests: { cpu: string };
    };
    expect(requests.cpu).toBe('1800m');
    expect(cpuCoreRequestAverage).toBeCloseTo(1.8 * spec.replicas!, 5);
  });

  it('show the spend of one team growing by 15 % a month', () => {
    const requested = (ago: number) =>
      sum(euw1[ago], row => row.cpuCoreRequestAverage, 'search');
    const cost = (ago: number) =>
      sum(euw1[ago], row => row.cpuCost + row.ramCost, 'search');
    // Twelve weeks apart, so that all are the same weekday.
    const factor = 1.15 ** (84 / 30);
    expect(requested(2) / requested(86)).toBeCloseTo(factor, 3);
    expect(cost(2) / cost(86)).toBeGreaterThan(factor * 0.97);
    expect(cost(2) / cost(86)).toBeLessThan(factor * 1.03);
    // Payments do not grow.
    const others = (ago: number) =>
      sum(euw1[ago], row => row.cpuCoreRequestAverage, 'payments');
    expect(others(2)).toBeCloseTo(others(86), 5);
  });

  it('show a release that doubles what a component asks for, on the day on which it came', () => {
    const requested = (ago: number) =>
      rowOf(euw1[ago], 'tax-engine').cpuCoreRequestAverage!;
    for (const ago of DAYS) {
      expect(requested(ago)).toBeCloseTo(
        ago > 34 ? requested(1) / 2 : requested(1),
        5,
      );
    }
    // What it uses is the same before and after, weekends and habits apart.
    const used = (ago: number) =>
      rowOf(euw1[ago], 'tax-engine').cpuCoreUsageAverage!;
    const mean = (from: number) =>
      Array.from({ length: 28 }, (_, index) => used(from + index)).reduce(
        (all, each) => all + each / 28,
        0,
      );
    expect(mean(36) / mean(5)).toBeGreaterThan(0.95);
    expect(mean(36) / mean(5)).toBeLessThan(1.05);
    expect(rowOf(euw1[33], 'tax-engine').cpuCost).toBeCloseTo(
      2 * rowOf(euw1[35], 'tax-engine').cpuCost,
      3,
    );
    // Elsewhere it came later.
    const there = (ago: number) =>
      rowOf(use1[ago], 'tax-engine').cpuCoreRequestAverage!;
    expect(there(14)).toBeCloseTo(there(12) / 2, 5);
    expect(there(34)).toBeCloseTo(there(14), 5);
  });

  it('show no jump where the release has not come, and the version before there', async () => {
    const sets: Day[] = await ask(
      'prod-wus2',
      `${SERVICES.kubecost}?window=${window(
        92,
        92,
      )}&aggregate=cluster,namespace,controllerKind,controller&idle=true&splitIdle=true`,
    );
    expect(sets).toHaveLength(92);
    const requested = sets.map(
      day =>
        day['prod-wus2/billing/deployment/tax-engine'].cpuCoreRequestAverage,
    );
    expect(new Set(requested).size).toBe(1);
    const imageOn = (name: string) =>
      simulator.cluster(name).store.get<Deployment>({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'billing',
        name: 'tax-engine',
      })!.spec.template.spec.containers[0].image;
    expect(imageOn('prod-wus2')).toMatch(/:2026\.3\.2$/);
    expect(imageOn('prod-aps1')).toMatch(/:2026\.3\.2$/);
    expect(imageOn('prod-euw1-a')).toMatch(/:2026\.4\.0$/);
  });

  it('show one day on which a cluster cost more, with nodes that were there for it', () => {
    const cost = (ago: number) => sum(euw1[ago], row => row.totalCost);
    expect(cost(9) / cost(16)).toBeGreaterThan(1.3);
    for (const ago of [8, 10, 16, 23, 30]) {
      expect(cost(ago) / cost(16)).toBeGreaterThan(0.99);
      expect(cost(ago) / cost(16)).toBeLessThan(1.01);
    }
    const pods = (ago: number) =>
      rowOf(euw1[ago], 'stream-processor').cpuCoreRequestAverage!;
    expect(pods(9)).toBeCloseTo(10 * pods(8), 5);
  });

  it('have a week without data on one cluster, and on that one alone', async () => {
    const silent = DAYS.filter(ago => Object.keys(use1[ago]).length === 0);
    expect(silent).toEqual([21, 22, 23, 24, 25, 26, 27]);
    expect(DAYS.filter(ago => Object.keys(euw1[ago]).length === 0)).toEqual([]);
    expect(
      await ask('prod-use1-a', `${SERVICES.assets}?window=${window(24)}`),
    ).toEqual({});
    // It is no cheap week: the days around it are as the others are.
    const cost = (ago: number) => sum(use1[ago], row => row.totalCost);
    expect(cost(28) / cost(20)).toBeGreaterThan(0.98);
    expect(cost(28) / cost(20)).toBeLessThan(1.02);
  });

  it('use less on weekends', () => {
    const used = (ago: number) =>
      sum(euw1[ago], row => row.cpuCoreUsageAverage);
    // A Sunday and a Saturday; the Friday before and the Monday after of the week before.
    for (const [weekend, weekday] of [
      [1, 3],
      [2, 7],
    ]) {
      expect(used(weekend) / used(weekday)).toBeGreaterThan(0.55);
      expect(used(weekend) / used(weekday)).toBeLessThan(0.75);
    }
    expect(
      rowOf(euw1[1], 'search-api').cpuCoreRequestAverage! /
        rowOf(euw1[8], 'search-api').cpuCoreRequestAverage!,
    ).toBeCloseTo(1.15 ** (7 / 30), 3);
    expect(
      rowOf(euw1[2], 'login').cpuCoreRequestAverage! /
        rowOf(euw1[3], 'login').cpuCoreRequestAverage!,
    ).toBeCloseTo(0.7, 3);
  });

  it('are the same in another run', async () => {
    const other = await FleetSimulator.create();
    await other.start();
    try {
      const { url, token } = other.cluster('prod-euw1-a');
      const response = await fetch(
        `${url}${SERVICES.opencost}?window=${window(
          60,
        )}&aggregate=cluster,namespace,controllerKind,controller&includeIdle=true`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      expect((await response.json()).data).toEqual([euw1[60]]);
    } finally {
      await other.stop();
    }
  }, 60_000);
});
