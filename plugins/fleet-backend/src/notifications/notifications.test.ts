import { mockServices } from '@backstage/backend-test-utils';
import { DEFAULT_COMPLIANCE_SETTINGS } from '@fleetview/backstage-plugin-fleet-common';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { insertCluster } from '../__testUtils__/cluster';
import { describeDatabases } from '../__testUtils__/databases';
import { DAY_MS } from '../history/retention';
import { EntityIndex } from '../mapping/EntityIndex';
import { insertFailures, SETTINGS } from './__testUtils__/notifications';
import { noteFailures } from './note/noteFailures';
import { NotificationTeller } from './NotificationTeller';
import type { NotificationSettings } from './NotificationSettings';
import { dueQuery } from './send/sendDigests';
import { readTellingFailure } from './telling';
import { endWatches } from './watches';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = Date.parse('2026-11-30T00:00:00Z');
const PAYMENTS = 'group:default/payments';
const CHECKOUT = 'group:default/checkout';

describeDatabases('notifications', database => {
  let knex: Knex;
  let now: number;
  let sent: NotificationSendOptions[];
  let answer: (options: NotificationSendOptions) => Promise<void>;

  beforeEach(async () => {
    knex = await database.open();
    now = DAY + 9 * HOUR;
    sent = [];
    answer = async () => {};
    await insertCluster(knex, 'a');
    await insertCluster(knex, 'b');
  });

  const service = {
    send: async (options: NotificationSendOptions) => {
      await answer(options);
      sent.push(options);
    },
  };
  const telling = (
    over: Partial<NotificationSettings> = {},
    options: {
      replica?: string;
      timeoutMs?: number;
      entities?: () => EntityIndex;
    } = {},
  ) => {
    const logger = mockServices.logger.mock();
    const teller = NotificationTeller.create({
      knex,
      logger,
      replica: 'one',
      settings: { ...SETTINGS, ...over },
      service,
      adapters: [],
      budgets: [],
      entities: () => new EntityIndex([]),
      rules: () => DEFAULT_COMPLIANCE_SETTINGS,
      now: () => now,
      ...options,
    });
    return { teller, logger };
  };
  const fail = (
    units: string[],
    over: Parameters<typeof insertFailures>[2] = {},
  ) => insertFailures(knex, units, { first_failed_at: now, ...over });
  /** A turn, and what was sent in it. */
  const told = async ({ teller }: ReturnType<typeof telling>) => {
    sent = [];
    await teller.turn();
    return sent.map(
      ({ recipients, payload }) =>
        `${'entityRef' in recipients ? recipients.entityRef : ''}: ${
          payload.title
        }`,
    );
  };

  it('tells at once of a critical failure that is new, and of none that was there', async () => {
    await fail(['old-1', 'old-2'], { first_failed_at: now - HOUR });
    await fail(['older'], { first_failed_at: null });
    const it_ = telling();
    expect(await told(it_)).toEqual([]);
    now += MINUTE;
    await fail(['new-1', 'new-2']);
    await fail(['of-b'], { cluster_id: 'b' });
    await fail(['high'], { severity: 'high' });
    await fail(['nobodys'], { owner: 'unassigned' });
    // More of it may be on its way.
    expect(await told(it_)).toEqual([]);
    now += 2 * MINUTE;
    expect(await told(it_)).toEqual([
      `${PAYMENTS}: Critical policy 'no-root' fails`,
    ]);
    expect(sent[0].payload).toMatchObject({
      description: expect.stringContaining(
        '3 failures on name-of-a, name-of-b, since 2026-11-30 09:01 UTC',
      ),
      topic: 'critical-failure',
      severity: 'critical',
      scope: expect.stringMatching(/^fleet\/[0-9a-f]{64}$/),
      link: '/catalog/default/group/payments/compliance',
    });
    // The others are told as what they are, in the digest of the next day.
    now = DAY + DAY_MS + 8 * HOUR;
    expect(await told(it_)).toEqual([
      `${PAYMENTS}: 3 critical failures that are not new`,
    ]);
    now += DAY_MS;
    expect(await told(it_)).toEqual([]);
  });

  it('is told once, whoever starts again', async () => {
    await told(telling());
    now += MINUTE;
    await fail(['x']);
    await told(telling());
    now += 2 * MINUTE;
    expect(await told(telling())).toHaveLength(1);
    for (const _ of [1, 2, 3]) {
      now += DAY_MS;
      expect(await told(telling())).toEqual([]);
    }
    expect(await knex('notification_told')).toMatchObject([
      { sent_as: 'at-once', sent_day: '2026-11-30', data: null },
    ]);
  });

  it('tells at once of what flaps once a day, and in the digest that it fails again', async () => {
    const it_ = telling();
    await told(it_);
    const flap = async () => {
      now += 10 * MINUTE;
      await knex('failure')
        .whereNull('ended_at')
        .update({ ended_at: now - MINUTE, fate: 'fixed' });
      await fail(['x']);
    };
    const told_ = [];
    for (let count = 0; count < 5; count += 1) {
      await flap();
      await told(it_);
      now += 3 * MINUTE;
      told_.push(...(await told(it_)));
    }
    expect(told_).toHaveLength(1);
    now = DAY + DAY_MS + 10 * HOUR;
    // It stayed broken; how often it came and went does not count.
    expect(await told(it_)).toEqual([
      `${PAYMENTS}: Critical policy 'no-root' fails`,
    ]);
    expect(sent[0].payload.description).toContain('1 failure on');
    await flap();
    await told(it_);
    now += 3 * MINUTE;
    expect(await told(it_)).toHaveLength(1);
  });

  it('tells at once of what is new though something that came back waits', async () => {
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    await fail(['x']);
    await told(it_);
    now += 3 * MINUTE;
    expect(await told(it_)).toHaveLength(1);
    await knex('failure').update({ ended_at: now, fate: 'fixed' });
    now += MINUTE;
    await fail(['x']);
    await told(it_);
    expect(await knex('notification_told').whereNull('sent_at')).toMatchObject([
      { urgent: database.isPostgres ? false : 0 },
    ]);
    now = DAY + DAY_MS + HOUR;
    await fail(['y']);
    await told(it_);
    now += 3 * MINUTE;
    await told(it_);
    now += MINUTE;
    const rows = await knex('notification_told').orderBy('id');
    expect(rows.map(({ sent_as: as }) => as)).toEqual(['at-once', 'at-once']);
  });

  it('tells of what was repaired after its reports came back, and fails anew', async () => {
    const it_ = telling();
    await told(it_);
    const turns = async () => {
      await told(it_);
      now += 3 * MINUTE;
      return told(it_);
    };
    const end = (fate: string) =>
      knex('failure').whereNull('ended_at').update({ ended_at: now, fate });
    now += MINUTE;
    await fail(['x']);
    expect(await turns()).toHaveLength(1);
    now = DAY + DAY_MS + 22 * HOUR;
    await end('gone');
    now += MINUTE;
    await fail(['x']);
    expect(await turns()).toEqual([]);
    now = DAY + 2 * DAY_MS + 10 * HOUR;
    await end('fixed');
    now += MINUTE;
    await fail(['x']);
    expect(await turns()).toHaveLength(1);
  });

  it('looks again at what a stop cut short', async () => {
    let stopping: Promise<void> | undefined;
    const it_: ReturnType<typeof telling> = telling(
      {},
      {
        entities: () => {
          stopping = it_.teller.stop();
          return new EntityIndex([]);
        },
      },
    );
    await told(it_);
    await stopping;
    const looked = await knex('notification_watch')
      .where('looked_at', '>', 0)
      .pluck('kind');
    expect(looked).toEqual(['critical-failure']);
  });

  it.each([
    ['at once', SETTINGS.atOnce],
    ['in a digest', [] as typeof SETTINGS.atOnce],
  ])(
    'drops what has no words %s, says so, and lets nobody wait',
    async (_, atOnce) => {
      const it_ = telling({ atOnce });
      await told(it_);
      now += MINUTE;
      await fail(['x'], { owner: CHECKOUT, policy: 'broken' });
      await fail(['y'], { owner: CHECKOUT });
      await fail(['z']);
      await told(it_);
      await knex('notification_told')
        .where({ recipient: CHECKOUT })
        .where('data', 'like', '%broken%')
        .update({ data: '{}' });
      now = atOnce.length > 0 ? now + 3 * MINUTE : DAY + DAY_MS + 9 * HOUR;
      expect((await told(it_)).sort()).toEqual([
        `${CHECKOUT}: Critical policy 'no-root' fails`,
        `${PAYMENTS}: Critical policy 'no-root' fails`,
      ]);
      expect(it_.logger.error).toHaveBeenCalledTimes(1);
      expect(
        await knex('notification_told').where({ sent_as: 'dropped' }),
      ).toMatchObject([{ recipient: CHECKOUT, data: null }]);
      expect(await told(it_)).toEqual([]);
    },
  );

  it('tells each owner of what is theirs only', async () => {
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    await fail(['x'], { policy: 'theirs' });
    await fail(['y'], { policy: 'ours', owner: CHECKOUT });
    await told(it_);
    now += 3 * MINUTE;
    expect((await told(it_)).sort()).toEqual([
      `${CHECKOUT}: Critical policy 'ours' fails`,
      `${PAYMENTS}: Critical policy 'theirs' fails`,
    ]);
    const ours = sent.find(
      ({ recipients }) =>
        'entityRef' in recipients && recipients.entityRef === CHECKOUT,
    );
    expect(JSON.stringify(ours)).not.toMatch(/theirs|payments/);
  });

  it('is one notification with a count where it fails on 300 clusters, and few statements', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `c-${index}`);
    for (const id of ids) await insertCluster(knex, id);
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    for (const id of ids) await fail(['x', 'y'], { cluster_id: id });
    await told(it_);
    now += 3 * MINUTE;
    expect(await told(it_)).toHaveLength(1);
    expect(sent[0].payload.description).toContain(
      '600 failures on 300 clusters, most on name-of-c-0,',
    );
    expect(await knex('notification_told')).toHaveLength(1);
    expect(await knex('failure').whereNull('noted_at')).toEqual([]);
  });

  it('sends at once no more than so many a day, and the rest in the digest', async () => {
    const it_ = telling({ mostAtOnce: 2 });
    await told(it_);
    now += MINUTE;
    for (const policy of ['p-1', 'p-2', 'p-3', 'p-4']) {
      await fail(['x'], { policy });
    }
    await told(it_);
    now += 3 * MINUTE;
    expect(await told(it_)).toEqual([
      `${PAYMENTS}: Critical policy 'p-1' fails`,
      `${PAYMENTS}: Critical policy 'p-2' fails`,
    ]);
    // More of what was told today waits, too.
    await fail(['y'], { policy: 'p-1' });
    now += 5 * MINUTE;
    await told(it_);
    now += 5 * MINUTE;
    expect(await told(it_)).toEqual([]);
    now = DAY + DAY_MS + 8 * HOUR;
    expect(await told(it_)).toEqual([`${PAYMENTS}: Fleet: 3 policy failures`]);
    expect(sent[0].payload).toMatchObject({
      scope: 'fleet/digest/2026-12-01',
      topic: 'digest',
    });
  });

  it('sends one digest a day, at the hour and not before', async () => {
    const it_ = telling({
      atOnce: [],
      timeZone: 'Europe/Berlin',
      digestAt: { hour: 8, minute: 0 },
    });
    await told(it_);
    const times: string[] = [];
    const titles = new Set<string>();
    for (now = DAY + 10 * HOUR; now < DAY + 3 * DAY_MS; now += 30 * MINUTE) {
      await fail([`at-${now}`]);
      const found = await told(it_);
      found.forEach(title => titles.add(title));
      const time = new Date(now).toISOString();
      times.push(...found.map(() => time));
    }
    expect([...titles]).toEqual([
      `${PAYMENTS}: Critical policy 'no-root' fails`,
    ]);
    expect(times).toEqual([
      '2026-12-01T07:00:00.000Z',
      '2026-12-02T07:00:00.000Z',
    ]);
  });

  it('sends the digest once on the days on which clocks change', async () => {
    const before = Date.parse('2027-03-27T12:00:00Z');
    now = before;
    const it_ = telling({
      atOnce: [],
      timeZone: 'Europe/Berlin',
      digestAt: { hour: 2, minute: 30 },
    });
    await told(it_);
    const times: string[] = [];
    for (; now < before + 3 * DAY_MS; now += 15 * MINUTE) {
      await fail([`at-${now}`]);
      if ((await told(it_)).length > 0) times.push(new Date(now).toISOString());
    }
    expect(times).toEqual([
      '2027-03-28T01:30:00.000Z',
      '2027-03-29T00:30:00.000Z',
      '2027-03-30T00:30:00.000Z',
    ]);
  });

  it('is sent by one of two replicas', async () => {
    const replicas = [
      telling({}, { replica: 'one' }),
      telling({}, { replica: 'two' }),
    ];
    const both = async () => {
      sent = [];
      await Promise.all(replicas.map(({ teller }) => teller.turn()));
      return sent.length;
    };
    expect(await both()).toBe(0);
    now += MINUTE;
    await fail(['x', 'y']);
    await fail(['z'], { owner: CHECKOUT });
    answer = () => new Promise(resolve => setTimeout(resolve, 20));
    await both();
    now += 3 * MINUTE;
    expect(await both()).toBe(2);
    expect(await both()).toBe(0);
  });

  it('leaves the turn to another where the replica is gone, and stops where it lost it', async () => {
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    await fail(['x']);
    await fail(['y'], { owner: CHECKOUT });
    await told(it_);
    now += 3 * MINUTE;
    await knex('notification_turn').update({
      holder: 'gone',
      busy_until: now + MINUTE,
    });
    expect(await told(it_)).toEqual([]);
    now += MINUTE;
    // The first takes so long that another one has the turn before the second.
    answer = async () => {
      await knex('notification_turn').update({ holder: 'other' });
    };
    expect(await told(it_)).toHaveLength(1);
    expect(await knex('notification_turn').first()).toMatchObject({
      holder: 'other',
    });
    expect(await told(it_)).toEqual([]);
    answer = async () => {};
    now += 10 * MINUTE;
    expect(await told(it_)).toHaveLength(1);
  });

  it('looks no further, and sends nothing, where a look took the turn away', async () => {
    let slow = () => {};
    const entities = () => {
      slow();
      return new EntityIndex([]);
    };
    const it_ = telling({}, { entities });
    await told(it_);
    now += MINUTE;
    await fail(['x']);
    await told(it_);
    now += 3 * MINUTE;
    await knex('notification_watch').update({ looked_at: 0 });
    slow = () => {
      // The look at exceptions lasts longer than the turn.
      now += 6 * MINUTE;
    };
    expect(await told(it_)).toEqual([]);
    const looked = await knex('notification_watch')
      .where('looked_at', '>', 0)
      .orderBy('kind')
      .pluck('kind');
    expect(looked).toEqual([
      'critical-failure',
      'exception-expired',
      'exception-expiring',
    ]);
    slow = () => {};
    expect(await told(it_)).toHaveLength(1);
  });

  it('tells again of what more came to while it was sent', async () => {
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    await fail(['x']);
    await told(it_);
    now += 3 * MINUTE;
    const more = async () => {
      answer = async () => {};
      await fail([`at-${now}`]);
      await noteFailures({ knex, now, since: 0, dayBegins: 0 });
    };
    answer = more;
    expect(await told(it_)).toHaveLength(1);
    const [{ payload }] = sent;
    expect(payload.description).toContain('1 failure on');
    expect(await told(it_)).toHaveLength(1);
    expect(sent[0].payload.description).toContain('2 failures on');
    expect(sent[0].payload.scope).toBe(payload.scope);
    expect(await told(it_)).toEqual([]);
  });

  it('tells again in a digest of what more came to while it was sent', async () => {
    const it_ = telling({ atOnce: [] });
    await told(it_);
    now += MINUTE;
    await fail(['x'], { policy: 'same' });
    await fail(['x']);
    await told(it_);
    now = DAY + DAY_MS + 8 * HOUR;
    answer = async () => {
      answer = async () => {};
      await fail(['y']);
      await noteFailures({ knex, now, since: 0, dayBegins: 0 });
    };
    expect(await told(it_)).toEqual([`${PAYMENTS}: Fleet: 2 policy failures`]);
    expect(await told(it_)).toEqual([]);
    now += DAY_MS;
    expect(await told(it_)).toEqual([
      `${PAYMENTS}: Critical policy 'no-root' fails`,
    ]);
    expect(sent[0].payload.description).toContain('2 failures on');
    now += DAY_MS;
    expect(await told(it_)).toEqual([]);
  });

  it('repeats under the same scope what it does not know to have arrived', async () => {
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    await fail(['x']);
    await told(it_);
    now += 3 * MINUTE;
    const arrived: NotificationSendOptions[] = [];
    answer = async options => {
      arrived.push(options);
      throw new Error('Failed to send notifications: socket hang up');
    };
    expect(await told(it_)).toEqual([]);
    answer = async options => {
      arrived.push(options);
    };
    // It rests for a minute.
    expect(await told(it_)).toEqual([]);
    now += MINUTE;
    expect(await told(it_)).toHaveLength(1);
    expect(arrived).toHaveLength(2);
    expect(arrived[0]).toEqual(arrived[1]);
  });

  it('loses nothing where there is no notifications backend, and says so once', async () => {
    answer = async () => {
      throw new Error(
        'Failed to send notifications: Error: Request failed with status 404',
      );
    };
    const it_ = telling();
    await told(it_);
    now += MINUTE;
    await fail(['x']);
    for (let count = 0; count < 120; count += 1) {
      expect(await told(it_)).toEqual([]);
      now += MINUTE;
    }
    expect(it_.logger.warn).toHaveBeenCalledTimes(1);
    expect(it_.logger.error).not.toHaveBeenCalled();
    expect(await readTellingFailure(knex)).toEqual({
      since: expect.any(Number),
      failure: expect.stringContaining('there is no notifications backend'),
    });
    answer = async () => {};
    now += HOUR;
    expect(await told(it_)).toHaveLength(1);
    expect(await readTellingFailure(knex)).toBeUndefined();
    expect(it_.logger.info).toHaveBeenCalledTimes(1);
  });

  it('goes on to others where one cannot be told, or does not answer', async () => {
    const it_ = telling({}, { timeoutMs: 20 });
    await told(it_);
    now += MINUTE;
    await fail(['x'], { owner: CHECKOUT });
    await fail(['y']);
    await told(it_);
    now += 3 * MINUTE;
    answer = async ({ recipients }) => {
      if ('entityRef' in recipients && recipients.entityRef === CHECKOUT) {
        await new Promise(() => {});
      }
    };
    expect(await told(it_)).toEqual([
      `${PAYMENTS}: Critical policy 'no-root' fails`,
    ]);
    expect(await readTellingFailure(knex)).toMatchObject({
      failure: 'the notifications backend does not answer in time',
    });
  });

  it('tells nothing of what was while it was off', async () => {
    await told(telling());
    now += MINUTE;
    await fail(['waiting']);
    await told(telling());
    await endWatches(knex, { now });
    now += HOUR;
    await fail(['meanwhile']);
    now += HOUR;
    const again = telling();
    await told(again);
    now += 3 * MINUTE;
    expect(await told(again)).toEqual([]);
    now = DAY + DAY_MS + 8 * HOUR;
    // Of what was noted nobody is told again.
    expect(await told(again)).toEqual([
      `${PAYMENTS}: 1 critical failure that is not new`,
    ]);
  });

  it('tells nothing of kinds that are off', async () => {
    const off = telling({ off: ['critical-failure'] });
    await told(off);
    now += MINUTE;
    await fail(['x']);
    now += 3 * MINUTE;
    expect(await told(off)).toEqual([]);
    expect(await knex('notification_told')).toEqual([]);
  });

  it('finds what waits by an index', async () => {
    const query = dueQuery(knex, { at: 5, day: '2026-11-30', after: '' });
    const { sql, bindings } = query.toSQL().toNative();
    const plan = await explain(knex, sql, bindings as unknown[]);
    expect(plan).toMatch(/notification_told_waiting_index/);
  });
});

/** The plan of a statement, on a database that takes no scan where an index will do. */
async function explain(
  knex: Knex,
  sql: string,
  bindings: readonly unknown[],
): Promise<string> {
  const isPostgres = knex.client.config.client === 'pg';
  return knex.transaction(async trx => {
    if (isPostgres) await trx.raw('set local enable_seqscan = off');
    const plain = sql.replace(/\$\d+/g, '?');
    const answer = await trx.raw(
      `${isPostgres ? 'explain' : 'explain query plan'} ${plain}`,
      bindings as Knex.RawBinding[],
    );
    return JSON.stringify(isPostgres ? answer.rows : answer);
  });
}
