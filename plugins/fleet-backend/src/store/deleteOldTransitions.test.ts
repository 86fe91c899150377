import { describeDatabases } from '../__testUtils__/databases';
import { deleteOldTransitions } from './deleteOldTransitions';
import { recordTransitions } from './recordTransitions';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = 1_800_000_000_000;

describeDatabases('deleteOldTransitions', database => {
  it('keeps what is young enough', async () => {
    const knex = await database.open();
    const days = database.isPostgres ? 90 : 30;
    await recordTransitions({
      knex,
      transitions: [
        { name: 'old', at: NOW - days * DAY_MS - 1 },
        { name: 'just young enough', at: NOW - days * DAY_MS },
        { name: 'new', at: NOW },
      ].map(each => ({
        ...each,
        clusterId: 'c-1',
        scope: 'cluster',
        field: 'health',
        to: 'healthy',
      })),
    });
    expect(await deleteOldTransitions({ knex, now: NOW })).toBe(1);
    expect(await knex('transition').orderBy('id').pluck('name')).toEqual([
      'just young enough',
      'new',
    ]);
  });
});
