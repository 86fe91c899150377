import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomOf } from '../../__faults__/random';
import { DEPLOYMENTS, factsOf } from '../../__testUtils__/changes';
import {
  deriveTestCluster,
  insertCluster,
  TestCurrency,
} from '../../__testUtils__/cluster';
import { describeDatabases } from '../../__testUtils__/databases';
import { workloadFact } from '../../__testUtils__/facts';
import { insertCoverage } from '../../__testUtils__/read';
import { write } from '../../__testUtils__/store';
import { entityWithId, labelledFor } from '../../__testUtils__/stored';
import { EntityIndex } from '../../mapping/EntityIndex';
import { RolloutLoop } from './RolloutLoop';
import { DEFAULT_SETTINGS } from './types';

const NAMES = Array.from({ length: 12 }, (_, index) => `service-${index}`);

describeDatabases('several replicas that derive rollouts', database => {
  let knex: Knex;
  let now: number;
  let loops: RolloutLoop[];
  /** By component, what its cluster is asked to run. */
  let versions: Map<string, string>;
  const currency = new TestCurrency();
  const entities = NAMES.map(name => entityWithId(name, {}));

  const loop = (mayFail: () => boolean = () => false) =>
    new RolloutLoop({
      knex,
      logger: mockServices.logger.mock(),
      config: { settings: DEFAULT_SETTINGS, plans: [] },
      entities: () => {
        if (mayFail()) throw new Error('no catalog');
        return new EntityIndex(entities);
      },
      onChanged: async () => {},
      now: () => now,
    });

  /** The cluster is asked to run a version of some components, which marks them. */
  const release = async (names: readonly string[], version: string) => {
    for (const name of names) versions.set(name, version);
    await write(
      knex,
      DEPLOYMENTS,
      names.map(name =>
        factsOf(
          workloadFact({
            name,
            version,
            settled: false,
            health: 'progressing',
            labels: labelledFor(name),
          }),
        ),
      ),
    );
    await deriveTestCluster(knex, { currency, now, entities });
    await knex('coverage').update({ confirmed_at: now });
  };
  const marks = () => knex('rollout_mark').pluck('id');
  /** Both at once, until nothing is marked. */
  const idle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.all(loops.map(each => each.idle()));
      if ((await marks()).length === 0) return;
    }
    throw new Error(`marks stay: ${await marks()}`);
  };
  const newest = async () => {
    const rows = await knex('rollout')
      .join('rollout_member', 'rollout_member.rollout_id', 'rollout.id')
      .orderBy('release_order')
      .select('rollout.entity_ref', 'version', 'state');
    return new Map(
      rows.map(row => [
        row.entity_ref.split('/')[1],
        [row.version, row.state].join(' '),
      ]),
    );
  };
  const expected = () =>
    new Map(
      [...versions].map(([name, version]) => [name, `${version} applying`]),
    );
  /** Each release of each component is there once, and each step was told once. */
  const twice = async () => {
    const releases = await knex('rollout')
      .groupBy('entity_ref', 'version')
      .havingRaw('count(*) > 1')
      .select('entity_ref', 'version');
    const steps = await knex('transition')
      .where({ field: 'rollout' })
      .groupBy('entity_ref', 'from_value', 'to_value', 'reason')
      .havingRaw('count(*) > 1')
      .select('entity_ref', 'to_value', 'reason');
    return [...releases, ...steps];
  };

  beforeEach(async () => {
    knex = await database.open();
    now = 10_000;
    versions = new Map(NAMES.map(name => [name, '1.0.0']));
    await insertCluster(knex, 'c-1');
    await insertCoverage(knex, 'c-1', DEPLOYMENTS.key, { confirmed_at: 5_000 });
    loops = [loop(), loop()];
    await release(NAMES, '1.0.0');
    await idle();
  });

  afterEach(async () => {
    await Promise.all(loops.map(each => each.stop()));
  });

  it('derive each mark once, whoever is faster', async () => {
    await release(NAMES, '1.1.0');
    expect((await marks()).length).toBeGreaterThanOrEqual(NAMES.length);
    await idle();
    expect(await newest()).toEqual(expected());
    expect(await twice()).toEqual([]);
    // Who comes between the other's writing and its dropping the mark finds nothing to
    // change, and does so once.
    const written = await knex('rollout_entity').pluck('version');
    expect(Math.max(...written.map(Number))).toBeLessThanOrEqual(3);
  });

  it('lose nothing that is marked while they derive', async () => {
    const random = randomOf('replicas');
    for (let round = 1; round <= 10; round += 1) {
      now += 1_000;
      const running = loops.map(each => each.idle());
      await release(
        NAMES.filter(() => random.chance(0.5)),
        `1.${round}.0`,
      );
      await Promise.all(running);
    }
    await idle();
    expect(await newest()).toEqual(expected());
    expect(await twice()).toEqual([]);
  });

  it('lose nothing of what one of them leaves in the middle', async () => {
    await release(NAMES, '1.1.0');
    const left = loops[0].idle();
    await loops[0].stop();
    await left;
    await idle();
    expect(await newest()).toEqual(expected());
    expect(await twice()).toEqual([]);
  });

  it('lose nothing of what one of them cannot derive', async () => {
    loops[0] = loop(() => true);
    await release(NAMES, '1.1.0');
    await Promise.all(loops.map(each => each.idle()));
    // What the one could not derive it marked again.
    loops[0] = loop();
    await idle();
    expect(await newest()).toEqual(expected());
    expect(await twice()).toEqual([]);
  });
});
