import type { Knex } from 'knex';
import { factsOf, POLICY_REPORTS } from '../../__testUtils__/changes';
import { insertCluster } from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { findingFact } from '../../__testUtils__/facts';
import { insertCoverage } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { deriveCompliance } from '../../derive/compliance';
import { DAY_MS } from '../retention';
import { keepComplianceDay } from './keepComplianceDay';
import { pruneComplianceDays } from './pruneComplianceDays';
import { OPEN_DAY } from './spans';

const HOUR = 60 * 60_000;
const DAY = 20_000;
const at = (day: number, hours = 1) => day * DAY_MS + hours * HOUR;

describeDatabases('keepComplianceDay', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'prod', { region: 'eu' });
    await insertCoverage(knex, 'prod', POLICY_REPORTS.key, {
      // Read by polling, and current for as long as it says so.
      confirmed_at: at(DAY + 500),
    });
  });

  async function found(result: 'pass' | 'fail', ...names: string[]) {
    await write(
      knex,
      POLICY_REPORTS,
      names.map(name => factsOf(findingFact({ name, result }))),
      { observer: 'prod' },
    );
    await deriveCompliance({ knex, clusterId: 'prod', now: 1_000 });
  }
  const results = async () =>
    (
      await knex('compliance_span')
        .where({ about: 'result' })
        .orderBy(['first_day', 'result'])
    ).map(
      ({ result, is_evaluated, things, first_day, until_day }) =>
        `${result}${is_evaluated ? '' : '?'} ${things}: ${first_day - DAY}–${
          until_day === OPEN_DAY ? '' : until_day - DAY
        }`,
    );
  const taken = async () =>
    (await knex('compliance_day').whereNotNull('taken_at').orderBy('day')).map(
      ({ day }) => day - DAY,
    );

  it('writes a row for what is another than it was, and none for what is the same', async () => {
    await found('pass', 'a', 'b', 'c');
    // The results, their policy and the cluster.
    expect(await keepComplianceDay({ knex, now: at(DAY) })).toBe(3);
    expect(await results()).toEqual(['pass 3: 0–']);
    expect(await keepComplianceDay({ knex, now: at(DAY + 1) })).toBe(0);
    expect(await results()).toEqual(['pass 3: 0–']);
    await found('fail', 'a');
    await keepComplianceDay({ knex, now: at(DAY + 2) });
    expect(await results()).toEqual([
      'pass 3: 0–2',
      'fail 1: 2–',
      'pass 2: 2–',
    ]);
    expect(await taken()).toEqual([0, 1, 2]);
  });

  it('lets the last of a day stand, and changes nothing when done again', async () => {
    await found('pass', 'a', 'b');
    await keepComplianceDay({ knex, now: at(DAY) });
    await found('fail', 'a');
    await keepComplianceDay({ knex, now: at(DAY + 1, 1) });
    await found('fail', 'a', 'b');
    await keepComplianceDay({ knex, now: at(DAY + 1, 2) });
    expect(await results()).toEqual(['pass 2: 0–1', 'fail 2: 1–']);
    await knex('compliance_day').update({ claimed_at: 0 });
    expect(await keepComplianceDay({ knex, now: at(DAY + 1, 2) })).toBe(0);
    // On the day it began it is as good as if it never had.
    await found('pass', 'a', 'b');
    await keepComplianceDay({ knex, now: at(DAY + 1, 3) });
    expect(await results()).toEqual(['pass 2: 0–1', 'pass 2: 1–']);
  });

  it('is due once an hour, and once more at the end of a day, for one replica', async () => {
    const tries = async (now: number) =>
      (await keepComplianceDay({ knex, now })) !== undefined;
    expect(await tries(at(DAY, 5))).toBe(true);
    expect(await tries(at(DAY, 5.9))).toBe(false);
    expect(await tries(at(DAY, 6))).toBe(true);
    expect(await tries(at(DAY, 23.6))).toBe(true);
    expect(await tries(at(DAY, 23.8))).toBe(false);
    expect(await tries(at(DAY, 23.9))).toBe(true);
    expect(await tries(at(DAY, 23.95))).toBe(false);
    expect(await tries(at(DAY + 1, 0.01))).toBe(true);
    const both = await Promise.all([
      tries(at(DAY + 1, 2)),
      tries(at(DAY + 1, 2)),
    ]);
    expect(both.sort()).toEqual([false, true]);
  });

  it('keeps what cannot be confirmed as it counts: good ones are not evaluated, bad ones bad', async () => {
    await found('pass', 'a', 'b');
    await found('fail', 'c');
    await knex('coverage').update({ state: 'unreachable', reason: 'refused' });
    await keepComplianceDay({ knex, now: at(DAY) });
    expect(await results()).toEqual(['fail? 1: 0–', 'not-evaluated? 2: 0–']);
  });

  it('ends what was of a cluster that left, and keeps it', async () => {
    await found('fail', 'a');
    await keepComplianceDay({ knex, now: at(DAY) });
    await knex('cluster').update({ left_at: at(DAY, 2) });
    await deriveCompliance({ knex, clusterId: 'prod', now: at(DAY, 2) });
    await keepComplianceDay({ knex, now: at(DAY + 1) });
    expect(await results()).toEqual(['fail 1: 0–1']);
    // What nobody reads any more was not repaired.
    expect(await knex('failure')).toMatchObject([{ fate: 'unproven' }]);
  });

  it('has looked at no day of which it could not see all, and tries again', async () => {
    await insertCluster(knex, 'stage');
    await found('fail', 'a');
    const stops = [false, true];
    expect(
      await keepComplianceDay({
        knex,
        now: at(DAY),
        isStopped: () => stops.shift() ?? true,
      }),
    ).toBeUndefined();
    expect(await taken()).toEqual([]);
    expect(await keepComplianceDay({ knex, now: at(DAY) })).toBeDefined();
    expect(await taken()).toEqual([0]);
  });

  it('drops days, what was so on none of the others, and failures that ended before', async () => {
    await found('pass', 'a', 'b');
    await keepComplianceDay({ knex, now: at(DAY) });
    await found('fail', 'a');
    await keepComplianceDay({ knex, now: at(DAY + 1) });
    await found('fail', 'b');
    await keepComplianceDay({ knex, now: at(DAY + 3) });
    const failure = await knex('failure').first();
    const ended = (day: number) => ({
      ...failure,
      id: 1_000 + day,
      ended_at: at(DAY + day),
      fate: 'fixed',
    });
    await knex('failure').insert([ended(0), ended(1)]);
    // Three days are kept: 1, 2 and 3.
    await pruneComplianceDays({ knex, now: at(DAY + 3), keepDays: 3 });
    expect(await taken()).toEqual([1, 3]);
    expect(await results()).toEqual([
      'fail 1: 1–3',
      'pass 1: 1–3',
      'fail 2: 3–',
    ]);
    const kept = await knex('failure').orderBy('id');
    expect(kept.map(({ ended_at: end }) => end && Number(end))).toEqual([
      null,
      null,
      at(DAY + 1),
    ]);
  });
});
