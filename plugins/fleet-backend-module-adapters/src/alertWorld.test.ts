import type { AlertFact } from '@fleetview/backstage-plugin-fleet-common';
import { mapObject, serviceName } from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator } from '@fleetview/fleet-simulator';
import { prometheusAdapter } from './prometheus';

/** What the default world's Prometheus answers of its rules, and what becomes of it. */
describe('the alerts of the default world', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
    await simulator.start();
  });

  afterAll(() => simulator.stop());

  async function alertsOn(cluster: string): Promise<AlertFact[]> {
    const poll = prometheusAdapter.polls!.find(({ kind }) => kind === 'Alert')!;
    const namespace = 'monitoring';
    const read = poll.readSettings(undefined);
    if ('invalid' in read) throw new Error(read.invalid);
    const askedAt = new Date(simulator.now).toISOString();
    const asked = { namespace, settings: read.settings, askedAt };
    const { url, token } = simulator.cluster(cluster);
    const [path] = poll.paths(asked);
    const response = await fetch(
      `${url}/api/v1/namespaces/${namespace}/services/${serviceName(
        poll.service,
      )}/proxy${path}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const reading = poll.read([await response.json()], {
      ...asked,
      answeredAt: askedAt,
    });
    if ('invalid' in reading) throw new Error(reading.invalid);
    return reading.items.flatMap(item => {
      const mapped = mapObject(poll, poll.version, item);
      if ('skipped' in mapped) throw new Error(mapped.detail);
      return mapped.facts as AlertFact[];
    });
  }

  it('are those of components, and of what is not ready', async () => {
    const alerts = await alertsOn('prod-euw4');
    const named = (name: string) => alerts.find(each => each.name === name);
    expect(named('ErrorBudgetBurn')).toMatchObject({
      severity: 'critical',
      workload: { kind: 'Deployment', name: 'notifications' },
      since: expect.any(String),
    });
    expect(named('CPUThrottlingHigh')).toMatchObject({ severity: 'info' });
    expect(named('Watchdog')).toMatchObject({ severity: 'info' });
    expect(named('Watchdog')).not.toHaveProperty('namespace');
  });

  it('have no severity where their rule has none', async () => {
    const alerts = await alertsOn('stage-euw4');
    const stale = alerts.find(({ name }) => name === 'IndexOlderThanADay');
    expect(stale).toBeDefined();
    expect(stale).not.toHaveProperty('severity');
  });
});
