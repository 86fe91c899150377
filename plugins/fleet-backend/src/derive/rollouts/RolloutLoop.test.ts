import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { describeDatabases } from '../../__testUtils__/databases';
import { insertCluster } from '../../__testUtils__/cluster';
import { EntityIndex } from '../../mapping/EntityIndex';
import { markRollouts } from './marks';
import { RolloutLoop } from './RolloutLoop';
import { DEFAULT_SETTINGS } from './types';

describeDatabases('the loop that derives rollouts', database => {
  let knex: Knex;
  let failing: boolean;
  let loop: RolloutLoop;

  beforeEach(async () => {
    knex = await database.open();
    await insertCluster(knex, 'c-1');
    failing = false;
    loop = new RolloutLoop({
      knex,
      logger: mockServices.logger.mock(),
      config: { settings: DEFAULT_SETTINGS, plans: [] },
      entities: () => {
        if (failing) throw new Error('no catalog');
        return new EntityIndex([]);
      },
      onChanged: async () => {},
      now: () => 10_000,
    });
  });

  afterEach(async () => {
    await loop.stop();
    jest.restoreAllMocks();
  });

  const marked = () => knex('rollout_mark').pluck('entity_ref');

  it('takes marks away once what they are for is derived', async () => {
    await markRollouts({ knex, entityRefs: ['component:default/a'] });
    await loop.idle();
    expect(await marked()).toEqual([]);
  });

  it('keeps the mark of what could not be derived, and tries it again later', async () => {
    await markRollouts({ knex, entityRefs: ['component:default/a'] });
    failing = true;
    await loop.idle();
    expect(await marked()).toEqual(['component:default/a']);
    failing = false;
    // Not at once: what fails may go on failing.
    await loop.idle();
    expect(await marked()).toEqual(['component:default/a']);
    const later = performance.now() + 6_000;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    await loop.idle();
    expect(await marked()).toEqual([]);
  });
});
