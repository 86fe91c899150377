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
      /^(opencost|kubecost|prometheus)\//.test(poll),
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

  it('are not believed where they answer nonsense', async () => {
    for (const entry of entries.filter(isNonsense)) {
      expect(await read(entry)).toHaveProperty('invalid');
    }
  });
});
