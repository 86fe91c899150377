import { DEFAULT_COMPLIANCE_SETTINGS } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import {
  insertApproval,
  insertException,
} from '../../__testUtils__/exceptions';
import { factsOf } from '../../__testUtils__/changes';
import { exceptionFact } from '../../__testUtils__/facts';
import { insertCoverage } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { DAY_MS } from '../../history/retention';
import { EntityIndex } from '../../mapping/EntityIndex';
import { readWatches } from '../watches';
import { noteApplied } from './noteApplied';
import { noteExceptions } from './noteExceptions';

const RITA = 'user:default/rita';
const PAYMENTS = 'group:default/payments';
const CART = 'component:default/cart';
const DAY = (days: number) => days * DAY_MS;
const entities = new EntityIndex([
  { ref: CART, owner: PAYMENTS, annotations: {} },
]);

describeDatabases('noteExceptions', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'a', { owner: 'group:default/platform' });
  });

  async function approved(
    id: string,
    over: Parameters<typeof insertException>[2] = {},
  ) {
    await insertException(knex, id, {
      expires_at: DAY(90),
      scope: { entities: [CART] },
      ...over,
    });
    await insertApproval(knex, id, 'user:default/ann');
    await insertApproval(knex, id, 'user:default/bob');
  }
  const told = async () =>
    (await knex('notification_told').orderBy('id')).map(
      ({ kind, recipient, data }) => {
        const { withinDays } = JSON.parse(data);
        return [kind.replace('exception-', ''), withinDays, recipient]
          .filter(part => part !== undefined)
          .join(' ');
      },
    );
  const note = async (now: number) => {
    const watches = await readWatches({ knex, now, off: [] });
    await noteExceptions({
      knex,
      now,
      watches,
      entities,
      rules: DEFAULT_COMPLIANCE_SETTINGS,
    });
  };

  it('tells who asked and who owns it at 14, 7 and 1 days, and at its end, once each', async () => {
    await approved('e');
    await note(DAY(70));
    expect(await told()).toEqual([]);
    for (let hours = 71 * 24; hours < 95 * 24; hours += 6) {
      await note((hours * DAY_MS) / 24);
    }
    expect(await told()).toEqual(
      ['expiring 14', 'expiring 7', 'expiring 1', 'expired'].flatMap(each => [
        `${each} ${RITA}`,
        `${each} ${PAYMENTS}`,
      ]),
    );
  });

  it('tells nothing of what was never approved, was taken back, or is renewed', async () => {
    await insertException(knex, 'requested', { expires_at: DAY(90) });
    await approved('withdrawn', { withdrawn_at: DAY(71) });
    await approved('renewed');
    await approved('follower', {
      renews_id: 'renewed',
      expires_at: DAY(200),
      starts_at: DAY(75),
    });
    await note(DAY(70));
    for (const day of [77, 84, 89, 91]) await note(DAY(day));
    expect(await told()).toEqual([]);
  });

  it('warns of none that was shorter than the warning is ahead', async () => {
    await approved('short', { requested_at: DAY(85) });
    await knex('exception_approval').update({ approved_at: DAY(85) });
    await note(DAY(86));
    expect(await told()).toEqual([]);
    await note(DAY(89.5));
    expect(await told()).toEqual([
      `expiring 1 ${RITA}`,
      `expiring 1 ${PAYMENTS}`,
    ]);
  });

  it('tells nothing of those that ended before anybody was told', async () => {
    await approved('e');
    await note(DAY(91));
    expect(await told()).toEqual([]);
  });

  it('tells the owner that it was written down for where it names no component', async () => {
    await approved('e', {
      scope: { entities: [], owner: 'group:default/web' },
    });
    await note(DAY(70));
    await note(DAY(80));
    expect(await told()).toEqual([
      `expiring 14 ${RITA}`,
      'expiring 14 group:default/web',
    ]);
  });

  describe('of engines', () => {
    const KIND = {
      key: {
        adapter: 'kyverno',
        group: 'kyverno.io',
        kind: 'PolicyException',
      },
      tables: ['fact' as const],
    };
    const now = DAY(100);
    const apply = (over: Parameters<typeof exceptionFact>[0]) =>
      write(knex, KIND, [factsOf(exceptionFact(over))], { observer: 'a' });
    const noteThem = (at = now) =>
      noteApplied({
        knex,
        now: at,
        entities,
        operators: ['group:default/operators'],
        rules: DEFAULT_COMPLIANCE_SETTINGS,
      });

    it('tells who owns it of one that is applied beyond its end, once', async () => {
      await insertCoverage(knex, 'a', KIND.key, { confirmed_at: now });
      await apply({
        name: 'late',
        expiresAt: new Date(DAY(99)).toISOString(),
        requestedBy: 'user:default/attacker',
      });
      await apply({
        name: 'fine',
        expiresAt: new Date(DAY(101)).toISOString(),
      });
      await noteThem();
      await noteThem();
      const rows = await knex('notification_told');
      expect(rows).toMatchObject([
        { kind: 'exception-overdue', recipient: 'group:default/platform' },
      ]);
      expect(JSON.parse(rows[0].data)).toMatchObject({
        name: 'late',
        cluster: { id: 'a', name: 'name-of-a' },
        expiredAt: DAY(99),
        confirmed: true,
      });
    });

    it('tells who asked for what the ledger allows no more, and that it was last seen where it is not current', async () => {
      await approved('e', {
        scope: {
          entities: [],
          owner: PAYMENTS,
          namespaces: ['shop'],
          policies: [{ engine: 'kyverno', name: 'limits', rules: [] }],
        },
      });
      await insertCoverage(knex, 'a', KIND.key, { state: 'unreachable' });
      await apply({
        name: 'left',
        namespaces: ['shop'],
        policies: [{ name: 'limits', rules: [] }],
      });
      await noteThem();
      const rows = await knex('notification_told').orderBy('id');
      expect(rows.map(({ recipient }) => recipient)).toEqual([RITA, PAYMENTS]);
      expect(JSON.parse(rows[0].data)).toMatchObject({ confirmed: false });
    });

    it('is one piece of news with a count, however often a cluster rewrites ends', async () => {
      await insertCluster(knex, 'b', { owner: 'group:default/platform' });
      await insertCoverage(knex, 'a', KIND.key, { confirmed_at: now });
      await insertCoverage(knex, 'b', KIND.key, { confirmed_at: now });
      const rewrite = (ended: number, names: string[], observer = 'a') =>
        write(
          knex,
          KIND,
          names.map(name =>
            factsOf(
              exceptionFact({ name, expiresAt: new Date(ended).toISOString() }),
            ),
          ),
          { observer },
        );
      await rewrite(DAY(98), ['of-b'], 'b');
      for (let look = 1; look <= 3; look += 1) {
        await rewrite(DAY(98) + look * 60_000, ['x', 'y', 'z']);
        await noteThem(now + look);
      }
      const rows = async () =>
        (await knex('notification_told').orderBy('id')).map(
          ({ data, sent_at: at }) =>
            data &&
            `${JSON.parse(data).cluster.id} ${JSON.parse(data).things} ${
              at ?? 'waits'
            }`,
        );
      expect((await rows()).sort()).toEqual(['a 3 waits', 'b 1 waits']);
      // What is rewritten once it was sent is told with what is new.
      await knex('notification_told').update({ sent_at: now, data: null });
      await rewrite(DAY(97), ['x', 'fourth']);
      await noteThem(now + 10);
      await noteThem(now + 11);
      expect(await rows()).toEqual([null, null, 'a 2 waits']);
      const kept = await knex('notification_applied').pluck('fact_id');
      expect(kept).toHaveLength(5);
    });

    it('forgets after a day what is there no more, and nothing else', async () => {
      await insertCoverage(knex, 'a', KIND.key, { confirmed_at: now });
      await apply({
        name: 'late',
        expiresAt: new Date(DAY(99)).toISOString(),
      });
      await noteThem();
      await noteThem(now + 2 * DAY_MS);
      expect(await knex('notification_applied')).toHaveLength(1);
      await knex('fact').delete();
      await noteThem(now + DAY_MS);
      expect(await knex('notification_applied')).toHaveLength(1);
      await noteThem(now + DAY_MS + 1);
      expect(await knex('notification_applied')).toEqual([]);
    });

    it('tells operators where nobody owns the cluster', async () => {
      await knex('cluster').update({ owner: 'unassigned' });
      await insertCoverage(knex, 'a', KIND.key, { confirmed_at: now });
      await apply({
        name: 'late',
        expiresAt: new Date(DAY(99)).toISOString(),
      });
      await noteThem();
      expect(await knex('notification_told').pluck('recipient')).toEqual([
        'group:default/operators',
      ]);
    });
  });
});
