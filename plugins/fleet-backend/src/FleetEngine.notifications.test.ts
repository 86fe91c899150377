import type { Knex } from 'knex';
import { NO_CONFIG } from './__testUtils__/cluster';
import { describeDatabases } from './__testUtils__/databases';
import { startEngine, TestSource } from './__testUtils__/engine';
import { SETTINGS } from './notifications/__testUtils__/notifications';

const MINUTE = 60_000;

describeDatabases('the engine and notifications', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  const watched = () =>
    knex('notification_watch').orderBy('kind').pluck('kind');

  it('looks for news every minute where that is configured, and ends with the engine', async () => {
    const timers = jest.spyOn(global, 'setInterval');
    const { engine } = await startEngine(knex, [new TestSource('test')], {
      config: {
        ...NO_CONFIG,
        notifications: { ...SETTINGS, off: ['engine-lost'] },
      },
      notifications: { send: async () => {} },
    });
    for (const [work, everyMs] of timers.mock.calls) {
      if (everyMs === MINUTE) (work as () => void)();
    }
    await engine.stop();
    // What was under way when it stopped was done, and the turn is given back.
    expect(await watched()).toEqual([
      'budget-crossed',
      'budget-expected',
      'critical-failure',
      'drift',
      'exception-expired',
      'exception-expiring',
      'exception-overdue',
    ]);
    expect(Number((await knex('notification_turn').first()).busy_until)).toBe(
      0,
    );
  });

  it('ends what was watched where it is not', async () => {
    await knex('notification_watch').insert({
      kind: 'critical-failure',
      since: 1,
      looked_at: 1,
    });
    await knex('notification_turn').update({ failing_since: 1, failure: 'x' });
    const { engine } = await startEngine(knex, [new TestSource('test')]);
    await engine.stop();
    expect(await watched()).toEqual([]);
    expect(await knex('notification_turn').first()).toMatchObject({
      failing_since: null,
    });
  });
});
