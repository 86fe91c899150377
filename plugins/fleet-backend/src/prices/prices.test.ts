import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetAllocationReadPermission,
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
  fleetPriceUpdatePermission,
  type FleetPrices,
  type FleetPricesChange,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetAllocationConditionalDecision,
  fleetAllocationConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { mockCredentials } from '@backstage/backend-test-utils';
import type express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { recorded, testAudit } from '../__testUtils__/audit';
import { insertCluster } from '../__testUtils__/cluster';
import { insertCostDay } from '../__testUtils__/costs';
import { describeDatabases } from '../__testUtils__/databases';
import { expectDocumented } from '../__testUtils__/expectDocumented';
import { policyOf, serveRoutes } from '../__testUtils__/router';
import type { FleetEngine } from '../FleetEngine';
import { EntityIndex } from '../mapping/EntityIndex';

const NOW = Date.parse('2026-11-16T09:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
type Draft = FleetPricesChange['rows'][number];

describeDatabases('the price sheet', database => {
  let knex: Knex;
  let app: express.Express;
  let decisions: Record<string, PolicyDecision>;
  let told: number;

  beforeEach(async () => {
    knex = await database.open();
    decisions = {};
    told = 0;
    app = await serveRoutes(
      knex,
      {
        adapters: [],
        problems: new Map(),
        registry: {
          get: () => undefined,
        } as unknown as FleetEngine['registry'],
        mirror: {
          index: () => new EntityIndex([]),
        } as FleetEngine['mirror'],
        configuredPrices: [
          {
            cluster: 'edge',
            poll: 'prometheus/Allocation',
            prices: [{ cpuHour: 0.05, gibHour: 0.006, gpuHour: 0.6 }],
          },
        ],
        tellPrices: async () => {
          told += 1;
        },
      },
      {
        permissions: policyOf(
          name => decisions[name] ?? { result: AuthorizeResult.ALLOW },
        ),
        audit: testAudit(knex),
        now: () => NOW,
      },
    );
  });

  const draft = (over: Partial<Draft> = {}): Draft => ({
    cpuHour: 0.04,
    gibHour: 0.005,
    currency: 'EUR',
    validFrom: '2026-11-16',
    ...over,
  });
  const as = (name: string) => ({
    authorization: mockCredentials.user.header(`user:default/${name}`),
  });
  const write = (rows: Draft[]) =>
    request(app).post('/cost/prices').set(as('rita')).send({ rows });
  async function sheet(): Promise<FleetPrices> {
    const { status, body } = await request(app).get('/cost/prices');
    expect(status).toBe(200);
    expectDocumented('/cost/prices', body);
    return body;
  }

  it('is empty at first, and says what configuration says', async () => {
    expect(await sheet()).toMatchObject({
      today: '2026-11-16',
      rows: [],
      rowsTotal: 0,
      configured: [{ cluster: 'edge' }],
    });
  });

  it('keeps each row with who wrote it, tells the threads, and is in the audit', async () => {
    const { status, body } = await write([
      draft({ provider: 'aws', note: ' by contract ' }),
      draft({ volumeGibHour: 0.0002, gpuHour: 0.6 }),
    ]);
    expect([status, told]).toEqual([200, 1]);
    expect(body.rows).toHaveLength(2);
    expect((await sheet()).rows).toEqual([
      expect.objectContaining({
        volumeGibHour: 0.0002,
        gpuHour: 0.6,
        state: 'in-force',
      }),
      {
        id: expect.any(String),
        provider: 'aws',
        cpuHour: 0.04,
        gibHour: 0.005,
        currency: 'EUR',
        validFrom: '2026-11-16',
        note: 'by contract',
        setBy: 'user:default/rita',
        setAt: '2026-11-16T09:00:00.000Z',
        state: 'in-force',
      },
    ]);
    expect(await recorded(knex, ['price-set'])).toMatchObject([
      {
        name: 'aws / * / * EUR',
        reason: 'by contract',
        after: {
          provider: 'aws',
          cpuHour: 0.04,
          gibHour: 0.005,
          currency: 'EUR',
          validFrom: '2026-11-16',
        },
      },
      { name: '* / * / * EUR', after: { volumeGibHour: 0.0002, gpuHour: 0.6 } },
    ]);
  });

  it('says what holds, what will, and what held', async () => {
    await write([draft({ cpuHour: 1 })]);
    await write([
      draft({ cpuHour: 2 }),
      draft({ cpuHour: 3, validFrom: '2026-12-01' }),
      draft({ cpuHour: 4, currency: 'USD' }),
    ]);
    const end = draft({ validFrom: '2027-01-01' });
    delete end.cpuHour;
    delete end.gibHour;
    await write([end]);
    expect(
      (await sheet()).rows.map(({ cpuHour, state }) => [cpuHour, state]),
    ).toEqual([
      [4, 'in-force'],
      [2, 'in-force'],
      [undefined, 'to-come'],
      [3, 'to-come'],
      [1, 'replaced'],
    ]);
  });

  it('never takes a price for days that are charged', async () => {
    await insertCluster(knex, 'a');
    const day = Math.floor(NOW / DAY);
    const spend = (ago: number, isEstimated: boolean) =>
      insertCostDay(knex, {
        clusterId: 'a',
        day: day - ago,
        lines: [{ cost: 1 }],
        account: { isEstimated },
      });
    // What a bill says is charged by no price of the sheet.
    await spend(1, false);
    expect((await sheet()).earliest < '2026-11-01').toBe(true);
    await spend(3, true);
    expect((await sheet()).earliest).toBe('2026-11-14');
    const refused = await write([
      draft(),
      draft({ validFrom: '2026-11-13', cpuHour: -0 }),
    ]);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toMatch(
      /row 2: validFrom: charged.*from 2026-11-14 on/,
    );
    // All of them or none.
    expect((await sheet()).rows).toEqual([]);
    expect(told).toBe(0);
    expect((await write([draft({ validFrom: '2026-11-14' })])).status).toBe(
      200,
    );
  });

  it.each([
    [{ currency: 'eur' }],
    [{ cpuHour: -1 }],
    [{ cpuHour: 'much' }],
    [{ validFrom: '2026-02-31' }],
    [{ provider: 'a\u202eb' }],
    [{ provider: '' }],
    [{ gibHour: undefined }],
    [{ owner: 'x' }],
  ])('refuses %j', async over => {
    const { status } = await write([draft(over as Partial<Draft>)]);
    expect(status).toBe(400);
    expect(await knex('price_row')).toEqual([]);
  });

  it('is written by who may alone, and read by who may see all costs', async () => {
    decisions[fleetPriceUpdatePermission.name] = DENY;
    expect((await write([draft()])).status).toBe(403);
    expect(await knex('price_row')).toEqual([]);
    decisions[fleetAllocationReadPermission.name] =
      createFleetAllocationConditionalDecision(
        fleetAllocationReadPermission,
        fleetAllocationConditions.ownedBy({ owners: ['group:default/shop'] }),
      );
    const refused = await request(app).get('/cost/prices');
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      "'fleet.allocation.read' without conditions",
    );
  });

  const ofShop = createFleetAllocationConditionalDecision(
    fleetAllocationReadPermission,
    fleetAllocationConditions.ownedBy({ owners: ['group:default/shop'] }),
  );
  it.each([
    ['no costs', fleetAllocationReadPermission, DENY],
    ['a part of the costs', fleetAllocationReadPermission, ofShop],
    ['no clusters', fleetClusterReadPermission, DENY],
    ['nothing that runs', fleetInstanceReadPermission, DENY],
  ])(
    'is not written, nor answered, by who may write it and see %s',
    async (_, { name }, decision) => {
      decisions[name] = decision;
      const { status, body } = await write([draft({ note: 'secret' })]);
      expect(status).toBe(403);
      expect(body.error.message).toMatch(/'fleet\.\w+\.read'/);
      expect(body.rows).toBeUndefined();
      expect(await knex('price_row')).toEqual([]);
      expect(await recorded(knex, ['price-set'])).toEqual([]);
      expect(await recorded(knex, ['operation-refused'])).toHaveLength(1);
      expect(told).toBe(0);
      // What he may not read he may not write: with it he may do both.
      delete decisions[name];
      expect((await write([draft()])).status).toBe(200);
      expect(await knex('price_row')).toHaveLength(1);
      expect(told).toBe(1);
    },
  );
});
