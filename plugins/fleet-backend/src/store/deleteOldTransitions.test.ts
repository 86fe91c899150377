import { describeDatabases } from '../__testUtils__/databases';
import { statementsOf } from '../__testUtils__/store';
import { deleteOldTransitions } from './deleteOldTransitions';
import { recordTransitions } from './recordTransitions';

const NOW = 1_800_000_000_000;

describeDatabases('deleteOldTransitions', database => {
  const transition = (name: string, at: number) => ({
    name,
    at,
    clusterId: 'c-1',
    scope: 'cluster' as const,
    field: 'health' as const,
    to: 'healthy',
  });

  it('keeps what is young enough', async () => {
    const knex = await database.open();
    await recordTransitions({
      knex,
      transitions: [
        transition('old', NOW - 1),
        transition('just young enough', NOW),
        transition('new', NOW + 1),
      ],
    });
    expect(await deleteOldTransitions({ knex, before: NOW })).toBe(1);
    expect(await knex('transition').orderBy('id').pluck('name')).toEqual([
      'just young enough',
      'new',
    ]);
  });

  it('deletes no more than 5,000 at once', async () => {
    const knex = await database.open();
    await recordTransitions({
      knex,
      transitions: Array.from({ length: 10_001 }, (_, index) =>
        transition(`${index}`, index),
      ),
    });
    const statements = await statementsOf(knex, async () => {
      expect(await deleteOldTransitions({ knex, before: NOW })).toBe(10_001);
    });
    expect(statements).toHaveLength(3);
  });
});
