import {
  type AllocationFact,
  type Fact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  mapObject,
  serviceName,
  type PollReading,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator, renderAppConfig } from '@fleetview/fleet-simulator';
import { parse } from 'yaml';
import { adapters } from './adapters';

type Entry = {
  cluster: string;
  poll: string;
  namespace: string;
  settings?: unknown;
};

/** What the default world's cost tools answer, and what becomes of it. */
describe('the cost tools of the default world', () => {
  let simulator: FleetSimulator;
  let entries: Entry[];

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
    await simulator.start();
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    entries = fleet.polls.filter(({ poll }: Entry) =>
      /^(opencost|kubecost)\/|^prometheus\/Allocation$/.test(poll),
    );
  });

  afterAll(() => simulator.stop());

  function pollOf({ poll: name }: Entry) {
    const [id, kind] = name.split('/');
    const poll = adapters
      .find(adapter => adapter.id === id)
      ?.polls?.find(each => each.kind === kind);
    if (!poll) throw new Error(`There is no poll '${name}'`);
    return poll;
  }

  async function read(entry: Entry): Promise<PollReading> {
    const poll = pollOf(entry);
    const settings = poll.readSettings(entry.settings);
    if ('invalid' in settings) throw new Error(settings.invalid);
    const askedAt = new Date(simulator.now).toISOString();
    const asked = {
      namespace: entry.namespace,
      settings: settings.settings,
      askedAt,
    };
    const { url, token } = simulator.cluster(entry.cluster);
    const base = `${url}/api/v1/namespaces/${
      entry.namespace
    }/services/${serviceName(poll.service)}/proxy`;
    const answers: unknown[] = [];
    for (const path of poll.paths(asked)) {
      const response = await fetch(`${base}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (response.status !== 200) {
        throw new Error(`${path}: ${await response.text()}`);
      }
      const text = await response.text();
      answers.push(text.startsWith('<') ? text : JSON.parse(text));
    }
    return poll.read(answers, { ...asked, answeredAt: askedAt });
  }

  /** What is read with so many days of history, and what is said of days without data. */
  async function historyOf(cluster: string, name: string, historyDays: number) {
    const entry = entries.find(
      each => each.cluster === cluster && each.poll === name,
    )!;
    const poll = pollOf(entry);
    const reading = await read({
      ...entry,
      settings: { ...(entry.settings as object), historyDays },
    });
    if ('invalid' in reading) throw new Error(reading.invalid);
    const facts: AllocationFact[] = [];
    const gaps: string[] = [];
    for (const item of reading.items) {
      const mapped = mapObject(poll, poll.version, item);
      if ('skipped' in mapped) gaps.push(mapped.detail ?? mapped.skipped);
      else facts.push(...(mapped.facts as AllocationFact[]));
    }
    return { facts, gaps };
  }

  async function factsOf(entry: Entry): Promise<Fact[]> {
    const poll = pollOf(entry);
    const reading = await read(entry);
    if ('invalid' in reading) throw new Error(reading.invalid);
    return reading.items.flatMap(item => {
      const mapped = mapObject(poll, poll.version, item);
      if ('skipped' in mapped) throw new Error(mapped.detail);
      return mapped.facts;
    });
  }

  const isNonsense = ({ cluster, poll }: Entry) =>
    cluster === 'prod-use1-b' && poll.startsWith('opencost/');

  it('are asked on most clusters', () => {
    expect(
      new Set(entries.map(({ cluster }) => cluster)).size,
    ).toBeGreaterThanOrEqual(8);
    expect(entries.filter(isNonsense)).toHaveLength(2);
  });

  it('tell the same money by workload, by namespace and by cluster', async () => {
    const allocations = entries.filter(
      entry => entry.poll.endsWith('/Allocation') && !isNonsense(entry),
    );
    expect(allocations.length).toBeGreaterThanOrEqual(7);
    for (const entry of allocations) {
      const facts = (await factsOf(entry)) as AllocationFact[];
      const sum = (grain: string) =>
        facts
          .filter(fact => fact.grain === grain)
          .reduce((all, { costs }) => all + costs.total, 0);
      const idle = facts
        .filter(({ grain, share }) => grain === 'cluster' && share === 'idle')
        .reduce((all, { costs }) => all + costs.total, 0);
      // Two days of some nodes, of which more than nothing is idle.
      expect(sum('workload')).toBeGreaterThan(10);
      expect(sum('namespace')).toBeCloseTo(sum('workload'), 2);
      expect(sum('cluster')).toBeCloseTo(sum('workload'), 2);
      expect(idle).toBeGreaterThan(0);
      expect(idle).toBeLessThan(0.95 * sum('cluster'));
      expect(facts.flatMap(({ warnings }) => warnings)).toEqual([]);
    }
  }, 30_000);

  it('tell assets, bills, agents and budgets', async () => {
    const others = entries.filter(
      entry => !entry.poll.endsWith('/Allocation') && !isNonsense(entry),
    );
    const types = new Set<string>();
    for (const entry of others) {
      const facts = await factsOf(entry);
      expect(facts).not.toEqual([]);
      for (const fact of facts) types.add(`${entry.poll} ${fact.type}`);
    }
    expect([...types].sort()).toEqual([
      'kubecost/Budget budget',
      'kubecost/ClusterDiagnostic agent',
      'opencost/Asset allocation',
      'opencost/CloudCost allocation',
    ]);
  });

  it('tell of days of history, of which one week is without data and stays so', async () => {
    const { facts, gaps } = await historyOf(
      'prod-use1-a',
      'opencost/Allocation',
      28,
    );
    const silent = [5, 6, 7, 8, 9, 10, 11].map(
      day => `2026-05-${String(day).padStart(2, '0')}`,
    );
    // By workload, and by the label that is asked for.
    expect([...new Set(gaps)]).toEqual(silent.map(day => `no data for ${day}`));
    expect(gaps).toHaveLength(14);
    const days = new Set(facts.map(({ window }) => window.start.slice(0, 10)));
    expect(days.size).toBe(30 - 7);
    for (const day of silent) expect(days.has(day)).toBe(false);
    for (const day of days) {
      const sum = (grain: string) =>
        facts
          .filter(
            fact => fact.grain === grain && fact.window.start.startsWith(day),
          )
          .reduce((all, { costs }) => all + costs.total, 0);
      expect(sum('workload')).toBeGreaterThan(10);
      expect(sum('cluster')).toBeCloseTo(sum('workload'), 2);
    }
  }, 60_000);

  it('tell of a week without data by nodes and by metrics, too', async () => {
    const assets = await historyOf('prod-use1-a', 'opencost/Asset', 28);
    expect(assets.gaps).toHaveLength(7);
    expect(new Set(assets.facts.map(({ window }) => window.start)).size).toBe(
      23,
    );
    const metrics = await historyOf('stage-euw4', 'prometheus/Allocation', 3);
    expect(metrics.gaps).toEqual([]);
    expect(new Set(metrics.facts.map(({ window }) => window.start)).size).toBe(
      5,
    );
  }, 60_000);

  it('tell highs, throttling and kills where metrics are asked for them', async () => {
    const { facts } = await historyOf('prod-euw4', 'prometheus/Allocation', 3);
    const sizingOf = (name: string) =>
      facts
        .filter(each => each.grain === 'workload' && each.controller === name)
        .map(({ sizing }) => sizing);
    const checkout = sizingOf('checkout');
    expect(checkout).toHaveLength(5);
    for (const sizing of checkout) {
      expect(sizing).toMatchObject({
        replicas: 3,
        cpuThrottledShare: 0.12,
        outOfMemoryKills: 0,
      });
      expect(sizing?.cpuCoresHigh).toBeGreaterThan(0);
    }
    const killed = sizingOf('media-gateway').map(each => [
      each?.cpuThrottledShare,
      each?.outOfMemoryKills,
    ]);
    expect(killed).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
    // Cost tools tell of sums, and these have no highs.
    const { facts: told } = await historyOf(
      'prod-euw1-a',
      'opencost/Allocation',
      1,
    );
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter(({ sizing }) => sizing !== undefined)).toEqual([]);
  }, 60_000);

  it('tell hours of metrics, which are the money of their day', async () => {
    // One has prices of metrics, and one those of its configuration.
    for (const cluster of ['prod-euw4', 'stage-euw4']) {
      const entry = entries.find(
        each =>
          each.cluster === cluster && each.poll === 'prometheus/Allocation',
      )!;
      const facts = (await factsOf({
        ...entry,
        settings: { ...(entry.settings as object), hours: true },
      })) as AllocationFact[];
      const today = new Date(simulator.now).toISOString().slice(0, 10);
      const over = new Date(simulator.now).getUTCHours();
      const byHour = facts.filter(({ grain }) => grain === 'hours');
      const known = (fact: AllocationFact) =>
        fact.hours!.filter(each => each !== null).length;
      for (const fact of byHour) {
        expect(known(fact)).toBe(
          fact.window.start.startsWith(today) ? over : 24,
        );
      }
      const yesterday = byHour.filter(
        ({ window }) => !window.start.startsWith(today),
      );
      expect(yesterday.length).toBeGreaterThan(20);
      const { start } = yesterday[0].window;
      const clusterDay = facts.filter(
        ({ grain, window }) => grain === 'cluster' && window.start === start,
      );
      const sum = (all: AllocationFact[]) =>
        all.reduce((money, { costs }) => money + costs.total, 0);
      expect(sum(yesterday)).toBeCloseTo(sum(clusterDay), 2);
      const checkout = yesterday.find(
        ({ controller }) => controller === 'checkout',
      );
      expect(checkout?.costs.total).toBeGreaterThan(0);
    }
  }, 60_000);

  it('tell GPUs, labels, traffic and load balancers of metrics', async () => {
    const told = async (cluster: string) =>
      (await factsOf(
        entries.find(
          each =>
            each.cluster === cluster && each.poll === 'prometheus/Allocation',
        )!,
      )) as AllocationFact[];
    const sum = (facts: AllocationFact[]) =>
      facts.reduce((all, { costs }) => all + costs.total, 0);
    // A price sheet alone: GPUs and labels have figures, and bytes no price.
    const staging = await told('stage-euw4');
    const store = staging.find(
      ({ grain, controller }) =>
        grain === 'workload' && controller === 'feature-store',
    )!;
    expect(store.usage.gpus).toBe(1);
    expect(store.costs.gpu).toBeCloseTo(24 * 0.12, 6);
    expect(store.costs).not.toHaveProperty('network');
    expect(store.usage.networkSentBytes).toBeGreaterThan(0);
    const idle = staging.find(
      ({ grain, share }) => grain === 'workload' && share === 'idle',
    );
    expect(idle?.costs.gpu).toBeCloseTo(24 * 0.12, 6);
    // Metrics of OpenCost: traffic and load balancers cost what these say.
    const production = await told('prod-euw4');
    const checkout = production.find(
      ({ grain, controller }) =>
        grain === 'workload' && controller === 'checkout',
    )!;
    expect(checkout.costs.network).toBeCloseTo(
      (checkout.usage.networkSentBytes! / 1024 ** 3) * 0.02,
      5,
    );
    expect(checkout.costs.gpu).toBe(0);
    expect(
      production.find(
        ({ name }) => name === 'platform-system/load-balancers/ingress-gateway',
      )?.costs,
    ).toEqual({ loadBalancer: 0.6, total: 0.6 });
    for (const facts of [staging, production]) {
      const by = (grain: string) => facts.filter(each => each.grain === grain);
      expect(sum(by('label'))).toBeCloseTo(sum(by('workload')), 2);
      expect(
        new Set(by('label').map(({ label }) => label?.value)).size,
      ).toBeGreaterThan(3);
    }
  }, 60_000);

  it('are not believed where they answer nonsense', async () => {
    for (const entry of entries.filter(isNonsense)) {
      expect(await read(entry)).toHaveProperty('invalid');
    }
  });
});
