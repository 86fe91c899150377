import { APPLICATIONS, factsOf } from '../__testUtils__/changes';
import { describeDatabases } from '../__testUtils__/databases';
import { deliveryFact } from '../__testUtils__/facts';
import {
  dirtyMarks,
  forgetMarks,
  resolverOf,
  write,
} from '../__testUtils__/store';
import { markSubjects } from './markSubjects';

describeDatabases('markSubjects', database => {
  it('marks each cluster that the observer speaks of, and no other', async () => {
    const knex = await database.open();
    const resolver = resolverOf({ 'https://a': 'c-a', 'https://b': 'c-b' });
    const to = (name: string, server: string) =>
      factsOf(deliveryFact({ name, subject: { type: 'reference', server } }));
    await write(
      knex,
      APPLICATIONS,
      [
        to('one', 'https://a'),
        to('two', 'https://a'),
        to('lost', 'https://x'),
        factsOf(deliveryFact({ name: 'home' })),
      ],
      { observer: 'hub', resolver },
    );
    await write(knex, APPLICATIONS, [to('other', 'https://b')], {
      observer: 'hub-2',
      resolver,
    });
    await forgetMarks(knex);
    await markSubjects({ knex, observer: 'hub' });
    expect(await dirtyMarks(knex)).toEqual(['c-a/*', 'hub/*']);
  });
});
