import { setTimeout as wait } from 'node:timers/promises';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import {
  createWallClock,
  FleetSimulator,
  GitHost,
  parseScenario,
  PROMOTION_SCENARIO,
} from '@fleetview/fleet-simulator';
import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { startEngine, TestSource } from '../../__testUtils__/engine';
import { CART, promotionConfigOf } from '../../__testUtils__/promotions';
import { fleetOf } from '../../__testUtils__/read';
import { threadWithin } from '../../__testUtils__/threadWithin';
import { DEFAULT_COST_CONFIG } from '../../config/costSchema';
import { readWorld } from '../readWorld';
import { judge, type Judging } from './judge';

jest.setTimeout(120_000);

const used = adapters.filter(({ id }) =>
  ['kubernetes', 'argo-rollouts'].includes(id),
);
const TARGETS = ['prod-eun1', 'prod-use1'];

describeDatabases(
  'room on the clusters of the simulated promotion',
  database => {
    let simulator: FleetSimulator;
    let knex: Knex;
    let stop: (() => Promise<unknown>)[];

    beforeEach(async () => {
      stop = [];
      const git = await GitHost.start(parseScenario(PROMOTION_SCENARIO));
      stop.unshift(() => git.stop());
      simulator = await FleetSimulator.create({
        scenario: PROMOTION_SCENARIO,
        git,
        clock: createWallClock(),
      });
      await simulator.start();
      stop.unshift(() => simulator.stop());
      knex = await database.open();
    });

    afterEach(async () => {
      for (const each of stop) await each();
    });

    it('is there, by what was collected of them', async () => {
      const source = new TestSource(
        'test',
        TARGETS.map(name => {
          const { url: server, token } = simulator.cluster(name);
          return {
            name,
            origin: 'operator' as const,
            access: { type: 'direct' as const, connection: { server, token } },
          };
        }),
      );
      const { engine, idOf } = await startEngine(knex, [source], {
        adapters: used,
        startThread: () => threadWithin(used),
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: 'cart',
                annotations: { 'backstage.io/kubernetes-id': 'cart' },
              },
            },
          ],
        }),
      });
      stop.unshift(() => engine.stop());
      const gate = async () => {
        await engine.coverage.judge();
        const now = Date.now();
        const read = await readWorld(
          { knex, now },
          {
            entityRef: CART,
            fleet: await fleetOf(knex, { now }),
            config: promotionConfigOf([], { requiredGates: ['capacity'] }),
            cost: { ...DEFAULT_COST_CONFIG, budgets: [] },
            namesOf: (id: string) => [id],
          },
        );
        const [found] = await judge({
          ...read,
          entityRef: CART,
          targets: TARGETS.map(idOf),
          required: read.config.requiredGates,
        } as Partial<Judging> as Judging);
        return found;
      };
      let judged = await gate();
      const end = Date.now() + 60_000;
      while (judged.status !== 'passed' && Date.now() < end) {
        await wait(250);
        judged = await gate();
      }
      expect(judged).toMatchObject({
        status: 'passed',
        reason: 'as it has to be for 2 of 2 clusters',
      });
      const texts = judged.evidence
        .filter(({ cluster }) => cluster === idOf('prod-eun1'))
        .map(({ text }) => text);
      expect(texts).toEqual([
        expect.stringMatching(
          /^cpu: 0\.\d+ needed, at most \d\S* free by nodes/,
        ),
        expect.stringMatching(
          /^memory: \d+Mi needed, at most \S+Gi free by nodes/,
        ),
        expect.stringMatching(/^pods: 1 needed, at most \d+ free by nodes/),
        'a node is large enough for a pod of Deployment storefront/cart',
      ]);
    });
  },
);
