import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { EntityIndex } from '../../mapping/EntityIndex';
import { deriveEntity } from './deriveEntity';
import { markRollouts } from './marks';
import { RolloutLoop } from './RolloutLoop';
import { DEFAULT_SETTINGS } from './types';

jest.mock('./deriveEntity', () => ({ deriveEntity: jest.fn() }));

describeDatabases('a round of the loop that derives rollouts', database => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.open();
    await knex('rollout_mark').delete();
  });

  it('derives all that is marked, also after one that changed something', async () => {
    const derived: string[] = [];
    jest.mocked(deriveEntity).mockImplementation(async ({ entityRef }) => {
      derived.push(entityRef);
      return { visible: true, isOutdated: false };
    });
    const onChanged = jest.fn(async () => {});
    const loop = new RolloutLoop({
      knex,
      logger: mockServices.logger.mock(),
      config: { settings: DEFAULT_SETTINGS, plans: [] },
      entities: () => new EntityIndex([]),
      onChanged,
      now: () => 10_000,
    });
    await markRollouts({ knex, entityRefs: ['a', 'b', 'c'] });
    await loop.idle();
    await loop.stop();
    expect(derived).toEqual(['a', 'b', 'c']);
    expect(onChanged).toHaveBeenCalledTimes(1);
    expect(await knex('rollout_mark')).toEqual([]);
  });
});
