import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { recorded, testAudit } from '../__testUtils__/audit';
import { describeDatabases } from '../__testUtils__/databases';
import { listAudit } from '../read/audit';
import { verifyAudit } from './verifyAudit';

const person = { type: 'user', id: 'user:default/one' } as const;
const entry = {
  event: 'audit-export',
  actor: person,
  target: { id: 'audit' },
} as const;

const resultsOf = async (knex: Knex) =>
  (await listAudit({ knex, now: Date.now() }, 400, {})).items.map(
    ({ result }) => result,
  );

const check = (knex: Knex) =>
  verifyAudit({ knex, keepDays: 400, now: Date.now() });

async function lives(knex: Knex, replica: string): Promise<void> {
  await knex('replica').insert({
    id: replica,
    process: 'test:1',
    started_at: 0,
    expires_at: Date.now() + 60_000,
  });
}

describeDatabases('DatabaseAuditTrail', database => {
  let knex: Knex;
  const auditor = { log: [] as Record<string, unknown>[] };
  const auditorMock = () =>
    mockServices.auditor.mock({
      createEvent: async options => {
        const line = (status: string, more: object = {}) =>
          auditor.log.push({ id: options.eventId, status, ...more });
        line('initiated', { meta: options.meta });
        return {
          success: async said => {
            line('succeeded', said);
          },
          fail: async said => {
            line('failed', said);
          },
        };
      },
    });

  beforeEach(async () => {
    knex = await database.open();
    auditor.log = [];
  });

  it('writes that something begins before it happens, and how it ended', async () => {
    const audit = testAudit(knex, { auditor: auditorMock() });
    const result = await audit.perform(
      entry,
      async () => {
        expect(await recorded(knex)).toMatchObject([
          { phase: 'begun', result: 'initiated' },
        ]);
        return 7;
      },
      { after: rows => ({ rows }) },
    );
    expect(result).toBe(7);
    expect(await recorded(knex)).toMatchObject([
      { phase: 'begun', result: 'initiated' },
      { phase: 'ended', result: 'succeeded', after: { rows: 7 } },
    ]);
    expect(auditor.log.map(({ id, status }) => [id, status])).toEqual([
      ['audit-export', 'initiated'],
      ['audit-export', 'succeeded'],
    ]);
    // Who keeps the log elsewhere can tell whether the rows are still these.
    const rows = await knex('audit_entry').orderBy('id');
    expect(auditor.log.map(({ meta }) => meta)).toMatchObject(
      rows.map(({ chain, hash, number }) => ({
        chain,
        hash,
        number: Number(number),
        actor: 'user:user:default/one',
      })),
    );
  });

  it('keeps what failed in words that give nothing away', async () => {
    const audit = testAudit(knex, { auditor: auditorMock() });
    const spoken = new InputError("There is no 'x'.\nFATAL fake");
    const secret = new TypeError('bad token hunter2');
    for (const error of [spoken, secret]) {
      await expect(
        audit.perform(entry, async () => {
          throw error;
        }),
      ).rejects.toBe(error);
    }
    expect(
      await knex('audit_entry').where({ phase: 'ended' }).pluck('error'),
    ).toEqual([
      "InputError: There is no 'x'.\\u{a}FATAL fake",
      'TypeError: see the log of the portal',
    ]);
    expect(JSON.stringify(auditor.log.map(String))).not.toContain('hunter2');
    expect(await resultsOf(knex)).toEqual(['failed', 'failed']);
  });

  it('tells a refusal from a failure, and ends once', async () => {
    const audit = testAudit(knex);
    const operation = await audit.begin(entry);
    await operation.refuse('its freeze lasts until Monday');
    await operation.succeed();
    await operation.fail(new Error());
    expect(await recorded(knex)).toMatchObject([
      { phase: 'begun' },
      {
        phase: 'ended',
        result: 'refused',
        reason: 'its freeze lasts until Monday',
      },
    ]);
  });

  it('does nothing that it cannot record', async () => {
    const audit = testAudit(knex);
    await knex.schema.renameTable('audit_entry', 'gone');
    const work = jest.fn();
    await expect(audit.perform(entry, work)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('could not be written'),
    });
    expect(work).not.toHaveBeenCalled();
    await expect(
      audit.change(async (trx, record) => {
        await trx('signing_key').insert({ name: 'a', value: 'b' });
        record({ event: 'cluster-left', target: { id: 'c-1' } });
      }),
    ).rejects.toThrow();
    expect(await knex('signing_key')).toEqual([]);
    await knex.schema.renameTable('gone', 'audit_entry');
    // And goes on when it can.
    await audit.perform(entry, async () => undefined);
    expect(await check(knex)).toMatchObject({ rows: 2, breaksTotal: 0 });
  });

  it('records a change with it, or neither', async () => {
    const audit = testAudit(knex);
    const change = (fails: boolean) =>
      audit.change(async (trx, record) => {
        await trx('signing_key').insert({ name: String(fails), value: 'b' });
        record({ event: 'cluster-left', target: { id: 'c-1', name: 'one' } });
        if (fails) throw new Error('thought better of it');
        return 'done';
      });
    await expect(change(true)).rejects.toThrow('thought better of it');
    expect(await change(false)).toBe('done');
    expect(await knex('signing_key').pluck('name')).toEqual(['false']);
    expect(await recorded(knex)).toMatchObject([
      {
        event: 'cluster-left',
        phase: 'whole',
        result: 'succeeded',
        name: 'one',
      },
    ]);
    expect(await check(knex)).toMatchObject({ rows: 1, breaksTotal: 0 });
  });

  it('shows what never ended as unfinished, and never as done', async () => {
    const audit = testAudit(knex, { replica: 'r-alive' });
    await lives(knex, 'r-alive');
    await audit.begin(entry);
    expect(await resultsOf(knex)).toEqual(['initiated']);
    // The process is no more, and nobody will say how it ended.
    await knex('replica').update({ expires_at: 1 });
    expect(await resultsOf(knex)).toEqual(['unfinished']);
    await knex('replica').delete();
    expect(await resultsOf(knex)).toEqual(['unfinished']);
  });

  it('shows what happened without its end being written as unfinished', async () => {
    const logger = mockServices.logger.mock();
    const audit = testAudit(knex, { logger });
    await audit.perform(entry, async () => {
      await knex.schema.renameTable('audit_entry', 'gone');
    });
    await knex.schema.renameTable('gone', 'audit_entry');
    expect(await resultsOf(knex)).toEqual(['unfinished']);
    expect(logger.error).toHaveBeenCalledWith(
      'The audit could not be told how something ended',
      expect.objectContaining({ event: 'audit-export', result: 'succeeded' }),
    );
  });

  it('notes once an hour what is asked all the time, for all replicas', async () => {
    const clock = { now: Date.parse('2026-11-20T14:59:00Z') };
    const refused = new InputError('no');
    const replicas = [1, 2].map(() =>
      testAudit(knex, { now: () => clock.now, auditor: auditorMock() }),
    );
    const note = (
      audit: (typeof replicas)[number],
      who: string,
      what: string,
    ) =>
      audit.note(
        {
          event: 'operation-refused',
          actor: { type: 'user', id: who },
          target: { id: what },
        },
        { refused },
      );
    const all = () =>
      Promise.all(
        replicas.flatMap(audit =>
          Array.from({ length: 20 }, () => note(audit, 'one', 'listAudit')),
        ),
      );
    expect(new Set(await all())).toEqual(new Set([true]));
    expect(await resultsOf(knex)).toEqual(['refused']);
    expect(auditor.log).toHaveLength(2);
    await note(replicas[0], 'two', 'listAudit');
    await note(replicas[0], 'one', 'getHealth');
    expect(await resultsOf(knex)).toHaveLength(3);
    clock.now += 2 * 60_000;
    await all();
    expect(await resultsOf(knex)).toHaveLength(4);
    expect(await check(knex)).toMatchObject({ rows: 4, breaksTotal: 0 });
  });

  it('lets a read go on that it cannot note, and says so', async () => {
    const logger = mockServices.logger.mock();
    const audit = testAudit(knex, { logger });
    await knex.schema.renameTable('audit_entry', 'gone');
    expect(
      await audit.note({
        event: 'health-read',
        actor: person,
        target: { id: 'h' },
      }),
    ).toBe(false);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('in this log only'),
      expect.objectContaining({ event: 'health-read', actor: person.id }),
    );
  });

  it('keeps only the fields that an event declares, and no secrets of addresses', async () => {
    const audit = testAudit(knex);
    await audit.change(async (_, record) =>
      record({
        event: 'cluster-registered',
        target: { id: 'c-1', name: 'x'.repeat(1_000) },
        after: {
          source: 'a\u001b[31m',
          record: 'r'.repeat(10_000),
          server: 'https://admin:hunter2@one.example/?token=hunter2',
          ...{ token: 'hunter2', connection: { caData: 'hunter2' } },
        },
        reason: 'b'.repeat(10_000),
      }),
    );
    const [row] = await knex('audit_entry');
    expect(JSON.stringify(row)).not.toContain('hunter2');
    expect(JSON.parse(row.after)).toEqual({
      source: 'a\\u{1b}[31m',
      record: `${'r'.repeat(499)}…`,
      server: 'https://one.example',
    });
    expect(row.reason).toHaveLength(500);
    expect(row.target_name).toHaveLength(400);
  });

  it('goes on where the auditor does not', async () => {
    const logger = mockServices.logger.mock();
    const audit = testAudit(knex, {
      logger,
      auditor: mockServices.auditor.mock({
        createEvent: async () => {
          throw new Error('no auditor');
        },
      }),
    });
    await audit.perform(entry, async () => undefined);
    expect(await resultsOf(knex)).toEqual(['succeeded']);
    expect(logger.error).toHaveBeenCalled();
  });
});
