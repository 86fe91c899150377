import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { EntityIndex } from '../../mapping/EntityIndex';
import { deriveEntities } from './deriveEntities';
import { markRollouts } from './marks';
import { RolloutLoop } from './RolloutLoop';
import { DEFAULT_SETTINGS } from './types';

jest.mock('./deriveEntities', () => ({ deriveEntities: jest.fn() }));

describeDatabases('a round of the loop that derives rollouts', database => {
  let knex: Knex;
  let derived: string[];
  const onChanged = jest.fn(async () => {});
  const logger = mockServices.logger.mock();

  /** What is derived while some cannot be, alone or with others. */
  const derive = (broken: { one?: string; all?: string } = {}) =>
    jest.mocked(deriveEntities).mockImplementation(async ({ entityRefs }) => {
      if (entityRefs.some(ref => ref === broken.all)) {
        throw new Error('the database refuses it');
      }
      const failed = entityRefs.filter(ref => ref === broken.one);
      derived.push(...entityRefs.filter(ref => !failed.includes(ref)));
      return {
        visible: true,
        outdated: new Set(),
        failed: new Map(failed.map(ref => [ref, new Error('it is odd')])),
      };
    });
  const round = async () => {
    const loop = new RolloutLoop({
      knex,
      logger,
      config: { settings: DEFAULT_SETTINGS, plans: [] },
      entities: () => new EntityIndex([]),
      onChanged,
      now: () => 10_000,
    });
    await markRollouts({ knex, entityRefs: ['a', 'b', 'c'] });
    await loop.idle();
    await loop.stop();
  };
  const marked = () => knex('rollout_mark').pluck('entity_ref');

  beforeEach(async () => {
    knex = await database.open();
    await knex('rollout_mark').delete();
    derived = [];
    jest.clearAllMocks();
  });

  it('derives all that is marked together, also after one that changed something', async () => {
    derive();
    await round();
    expect(derived).toEqual(['a', 'b', 'c']);
    expect(deriveEntities).toHaveBeenCalledTimes(1);
    expect(onChanged).toHaveBeenCalledTimes(1);
    expect(await marked()).toEqual([]);
  });

  it('keeps the mark of one that cannot be derived, and of no other', async () => {
    derive({ one: 'b' });
    await round();
    expect(derived).toEqual(['a', 'c']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(await marked()).toEqual(['b']);
  });

  it('derives one by one where it fails of all together', async () => {
    derive({ all: 'b' });
    await round();
    expect(derived).toEqual(['a', 'c']);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(await marked()).toEqual(['b']);
  });
});
