import { adapters as allAdapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import { FleetSimulator } from '@fleetview/fleet-simulator';
import { type Clock, systemClock } from '@fleetview/kube-watch';
import { describeDatabases } from './__testUtils__/databases';
import { startEngine, TestSource } from './__testUtils__/engine';
import { localThread } from './__testUtils__/localThread';
import { direct } from './__testUtils__/registry';
import { tableOf } from './store/factTables';

jest.setTimeout(120_000);

const adapters = allAdapters.filter(({ id }) => id === 'gatekeeper');

const GROUP = 'constraints.gatekeeper.sh';
const NEW_RULE = 'K8sNewRule';
const KNOWN = ['K8sAllowedRegistries', 'K8sRequireCpuLimit', 'K8sRequireTeam'];
const TEMPLATE = {
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
};

/** Half of the jitter more than five minutes, so that no other wait is as long. */
const JITTER = 0.75;
const REDISCOVERY_MS = 5.5 * 60_000;

/** A clock by which it is time to look again what is served when a test says so. */
class RediscoveryClock implements Clock {
  #wake: (() => void) | undefined;

  now(): number {
    return systemClock.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms !== REDISCOVERY_MS) return systemClock.sleep(ms, signal);
    return new Promise((resolve, reject) => {
      this.#wake = resolve;
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  }

  lookAgain(): void {
    this.#wake?.();
  }
}

async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

describeDatabases(
  'kinds that users define, on a simulated cluster',
  database => {
    let simulator: FleetSimulator;

    beforeEach(async () => {
      jest.spyOn(Math, 'random').mockReturnValue(JITTER);
      simulator = await FleetSimulator.create({
        scenario: {
          name: 'rules',
          clusters: [
            {
              name: 'prod',
              provider: 'aws',
              region: 'eu-west-1',
              zones: ['eu-west-1a'],
              environment: 'production',
              tier: 'critical',
              owner: 'platform',
              kubernetesVersion: '1.35.1',
              nodes: 1,
              instanceType: 'm7i.xlarge',
              delivery: { engine: 'none' },
              systems: ['gatekeeper'],
            },
          ],
          teams: [{ name: 'platform', title: 'Platform' }],
        },
      });
      await simulator.start();
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await simulator.stop();
    });

    async function startReading() {
      const knex = await database.open();
      const clock = new RediscoveryClock();
      const { url, token, store } = simulator.cluster('prod');
      const source = new TestSource('test', [direct('prod', url, { token })]);
      const { engine } = await startEngine(knex, [source], {
        adapters,
        startThread: () => localThread({ adapters, clock }),
      });
      const stateOf = async (kind: string): Promise<string | undefined> => {
        const row = await knex('coverage')
          .where({ adapter: 'gatekeeper', api_group: GROUP, kind })
          .first();
        return row?.state;
      };
      const policies = async (kind: string): Promise<string[]> =>
        knex(tableOf('policy')).where({ api_group: GROUP, kind }).pluck('name');
      /** Looks what is served until it has led to something. */
      const untilSeen = (what: string, holds: () => Promise<boolean>) =>
        until(what, async () => {
          clock.lookAgain();
          return holds();
        });
      return { engine, store, stateOf, policies, untilSeen };
    }

    it('reads all of them, one that appears later too, and loses nothing without proof', async () => {
      const { engine, store, stateOf, policies, untilSeen } =
        await startReading();
      for (const kind of KNOWN) {
        await until(kind, async () => (await stateOf(kind)) === 'current');
        expect(await policies(kind)).toHaveLength(1);
      }
      expect(await stateOf('*')).toBe('not-served');
      expect(await stateOf(NEW_RULE)).toBeUndefined();

      store.create({
        ...TEMPLATE,
        metadata: { name: NEW_RULE.toLowerCase() },
        spec: { crd: { spec: { names: { kind: NEW_RULE } } }, targets: [] },
      });
      simulator.tick();
      store.create({
        apiVersion: `${GROUP}/v1beta1`,
        kind: NEW_RULE,
        metadata: { name: 'all' },
        spec: {},
      });
      await untilSeen('the new kind', async () => {
        return (await policies(NEW_RULE)).length === 1;
      });
      await until(
        'coverage',
        async () => (await stateOf(NEW_RULE)) === 'current',
      );

      // Nobody says that it is deleted: it is only not there any more.
      const cluster = simulator.cluster('prod');
      await cluster.fault({
        fault: 'not-served',
        resources: [NEW_RULE.toLowerCase()],
      });
      await untilSeen('that it is gone', async () => {
        return (await stateOf(NEW_RULE)) === 'not-served';
      });
      expect(await policies(NEW_RULE)).toEqual(['all']);
      for (const kind of KNOWN) expect(await stateOf(kind)).toBe('current');

      await cluster.clearFaults();
      await untilSeen('that it is back', async () => {
        return (await stateOf(NEW_RULE)) === 'current';
      });
      expect(await policies(NEW_RULE)).toEqual(['all']);

      // Its template goes, and takes its constraints along, one by one.
      store.delete({ ...TEMPLATE, name: NEW_RULE.toLowerCase() });
      simulator.tick();
      await until('the deletion', async () => {
        return (await policies(NEW_RULE)).length === 0;
      });
      await untilSeen('that the kind is gone', async () => {
        return (await stateOf(NEW_RULE)) === 'not-served';
      });
      for (const kind of KNOWN) expect(await policies(kind)).toHaveLength(1);
      await engine.stop();
    });
  },
);
