import {
  alertsGate,
  type AlertFact,
  type Gate,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { ALERTS, DEPLOYMENTS, factsOf } from '../../__testUtils__/changes';
import { describeDatabases } from '../../__testUtils__/databases';
import { alertFact, workloadFact } from '../../__testUtils__/facts';
import { CART, PromotedWorld } from '../../__testUtils__/promotions';
import { fleetOf, insertCoverage } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { DEFAULT_COST_CONFIG } from '../../config/costSchema';
import { EntityIndex } from '../../mapping/EntityIndex';
import { Access } from '../../permissions/Access';
import { EVERYTHING, type Expression } from '../../permissions/Expression';
import { FleetViews, type FleetView } from '../../read/fleet';
import { readWorld } from '../readWorld';
import { COUNTS_FOR_MS } from './factsOf';
import { readAlertFacts } from './readAlertFacts';

const CLUSTER = 'prod-a';
const FRESH_MS = 180_000;

function only(key: 'owner' | 'namespace', value: string): Expression {
  return {
    type: 'in',
    key,
    values: [value],
    isNegated: false,
    orUnknown: false,
  };
}

describeDatabases('readAlertFacts', database => {
  let knex: Knex;
  let world: PromotedWorld;
  beforeEach(async () => {
    knex = await database.open();
    world = await PromotedWorld.create(knex);
  });

  const asked = (over: Record<string, unknown> = {}) =>
    insertCoverage(knex, CLUSTER, ALERTS.key, {
      scope: 'namespace/monitoring',
      confirmed_at: world.now,
      freshness_ms: FRESH_MS,
      ...over,
    });
  const fire = (...alerts: (Partial<AlertFact> & { id?: string })[]) =>
    write(
      knex,
      ALERTS,
      alerts.map((alert, index) =>
        factsOf(alertFact({ id: `alert-${index}`, ...alert })),
      ),
      { observer: CLUSTER, now: world.now },
    );
  const runBeside = async (name: string, entityRef: string | null) => {
    await write(knex, DEPLOYMENTS, [factsOf(workloadFact({ name }))], {
      observer: CLUSTER,
      now: world.now,
    });
    await knex('workload')
      .where({ name })
      .update({ entity_ref: entityRef, stale: false });
  };
  const viewOf = async (access: Access): Promise<FleetView> => {
    const fleet = await fleetOf(knex, { now: world.now });
    return new FleetViews({
      knex,
      snapshots: { latest: async () => fleet },
      entities: () => new EntityIndex([]),
      namesOf: () => [],
    }).of(access);
  };
  const judged = async (options: { view?: FleetView } = {}): Promise<Gate> => {
    const { now } = world;
    const context = { knex, now, ...options };
    const known = await readWorld(context, {
      entityRef: CART,
      fleet: await fleetOf(knex, { now }),
      config: world.config,
      cost: { ...DEFAULT_COST_CONFIG, budgets: [] },
      namesOf: (id: string) => [id],
    });
    const targets = [CLUSTER];
    const facts = await readAlertFacts(knex, {
      ...known,
      entityRef: CART,
      targets,
    });
    return alertsGate({ at: now, freshForMs: COUNTS_FOR_MS, targets, facts });
  };

  it('is known where all is answered now, and nothing fires', async () => {
    await asked();
    expect(await judged()).toMatchObject({
      status: 'passed',
      evidence: [{ text: 'no alert fires' }],
    });
  });

  it('is not known of a cluster on which nothing is asked', async () => {
    const nothing = { status: 'unknown' };
    expect(await judged()).toMatchObject(nothing);
    // A kind of Flux has the name, too, and a poll that is not configured has a row.
    await insertCoverage(knex, CLUSTER, {
      adapter: 'flux',
      group: 'notification.toolkit.fluxcd.io',
      kind: 'Alert',
    });
    await insertCoverage(knex, CLUSTER, ALERTS.key, { state: 'not-asked' });
    expect(await judged()).toMatchObject({
      ...nothing,
      evidence: [{ text: 'nothing on it is asked for its alerts' }],
    });
  });

  it.each([
    ['unreachable', { state: 'unreachable', reason: 'connection refused' }],
    ['invalid', { state: 'invalid', reason: 'connection refused' }],
    ['never confirmed', { confirmed_at: null, reason: 'connection refused' }],
    ['too old', { reason: 'connection refused', confirmed_at: 1 }],
  ])('is not known where the answer is %s, whatever fired', async (_, over) => {
    await asked(over);
    await fire({ severity: 'critical' });
    expect(await judged()).toMatchObject({
      status: 'unknown',
      evidence: [{ text: 'its alerts are not known now: connection refused' }],
    });
  });

  it('is not known where a rule could not be evaluated, but for what fires', async () => {
    await asked({
      skipped: JSON.stringify([
        { reason: 'malformed', count: 1, example: "the rule 'Slow' is wrong" },
      ]),
    });
    expect(await judged()).toMatchObject({
      status: 'unknown',
      evidence: [
        // Who may see a promotion may not see all of a cluster.
        { text: 'not all of its alerts are known' },
      ],
    });
    await fire({ severity: 'critical' });
    expect((await judged()).status).toBe('failed');
  });

  it('is not known where one of two that are asked does not answer', async () => {
    await asked();
    await asked({
      scope: 'namespace/observability',
      state: 'unreachable',
      reason: 'no route',
    });
    expect(await judged()).toMatchObject({
      status: 'unknown',
      evidence: [{ text: 'its alerts are not known now: no route' }],
    });
  });

  it.each([
    ['critical', 'failed'],
    ['high', 'failed'],
    ['medium', 'passed'],
    ['info', 'passed'],
    [undefined, 'failed'],
  ] as const)(
    'with an alert of severity %s it is %s',
    async (severity, status) => {
      await asked();
      await fire({ severity, since: '2026-11-01T11:00:00Z' });
      expect(await judged()).toMatchObject({
        status,
        since: Date.parse('2026-11-01T11:00:00Z'),
        evidence: [
          { text: `PodCrashLooping fires (${severity ?? 'unknown'})` },
        ],
      });
    },
  );

  it('tells alerts of many pods once, since the first', async () => {
    await asked();
    await fire(
      { pod: 'cart-1', since: '2026-11-01T11:30:00Z', severity: 'critical' },
      { pod: 'cart-2', since: '2026-11-01T11:00:00Z', severity: 'critical' },
      { pod: 'cart-3', severity: 'critical' },
    );
    const gate = await judged();
    expect(gate.evidence).toHaveLength(1);
    expect(gate.since).toBe(Date.parse('2026-11-01T11:00:00Z'));
  });

  it('leaves out what is of the cluster, of other namespaces and of other components', async () => {
    await asked();
    await runBeside('ledger', 'component:default/ledger');
    await fire(
      { name: 'Watchdog', namespace: undefined, severity: 'critical' },
      { namespace: 'pay', severity: 'critical' },
      {
        workload: { kind: 'Deployment', name: 'ledger' },
        severity: 'critical',
      },
      { pod: 'ledger-7c9d8f6b54-x2k4p', severity: 'critical' },
    );
    expect((await judged()).status).toBe('passed');
  });

  it('counts what names its own workloads, and what nobody knows to be of another', async () => {
    await asked();
    await runBeside('cart-cache', null);
    const status = async (alert: Partial<AlertFact>) => {
      await fire({ severity: 'critical', ...alert });
      return (await judged()).status;
    };
    expect(
      await status({ workload: { kind: 'Deployment', name: 'cart' } }),
    ).toBe('failed');
    expect(await status({ pod: 'cart-7c9d8f6b54-x2k4p' })).toBe('failed');
    expect(await status({ pod: 'cart-cache-7c9d8f6b54-x2k4p' })).toBe('failed');
    expect(await status({ pod: 'gone-7c9d8f6b54-x2k4p' })).toBe('failed');
    // Whose it is now is not known of what is stale.
    await runBeside('ledger', 'component:default/ledger');
    await knex('workload').where({ name: 'ledger' }).update({ stale: true });
    expect(await status({ pod: 'ledger-7c9d8f6b54-x2k4p' })).toBe('failed');
  });

  describe('of one who may see a part', () => {
    it('is what fires of that, and never that nothing fires', async () => {
      await asked();
      const view = await viewOf(
        new Access(EVERYTHING, only('owner', 'group:default/shop')),
      );
      expect(await judged({ view })).toMatchObject({
        status: 'unknown',
        evidence: [{ text: expect.stringContaining('you may not see all') }],
      });
      // It names what he may see.
      await fire({
        workload: { kind: 'Deployment', name: 'cart' },
        severity: 'critical',
      });
      expect((await judged({ view })).status).toBe('failed');
      // Of the namespace as a whole only its cluster's owner is told.
      await fire({ severity: 'critical' });
      expect(await judged({ view })).toMatchObject({
        status: 'unknown',
        evidence: [{}],
      });
    });

    it('is what fires in the namespaces that he may see', async () => {
      await asked();
      const view = await viewOf(
        new Access(EVERYTHING, only('namespace', 'shop')),
      );
      expect((await judged({ view })).status).toBe('unknown');
      await fire({ severity: 'critical' });
      expect((await judged({ view })).status).toBe('failed');
    });
  });
});
