import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { readRevision } from '../store/bumpRevision';
import { RevisionPublisher } from './RevisionPublisher';

/** A publisher whose signals a test waits for. */
function publisherOf(knex: Knex, fail: { times: number } = { times: 0 }) {
  const said: unknown[] = [];
  const waiting: (() => void)[] = [];
  const logger = mockServices.logger.mock();
  const publisher = new RevisionPublisher({
    knex,
    logger,
    signals: {
      publish: async ({ message }) => {
        if (fail.times > 0) {
          fail.times -= 1;
          throw new Error('nobody listens');
        }
        said.push(message);
        waiting.splice(0).forEach(wake => wake());
      },
    },
  });
  const until = async (count: number) => {
    while (said.length < count) {
      await new Promise<void>(resolve => {
        waiting.push(resolve);
      });
    }
  };
  return { publisher, said, until, logger };
}

describeDatabases('RevisionPublisher', database => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await database.open();
    // The first query of a connection takes its time.
    await readRevision({ knex });
  });

  it('says the first change at once, and those that follow together', async () => {
    const { publisher, said, until } = publisherOf(knex);
    publisher.changed();
    await until(1);
    for (let count = 0; count < 20; count += 1) publisher.changed();
    await until(2);
    await publisher.stop();
    expect(said).toEqual([{ revision: 2 }, { revision: 3 }]);
  });

  it('says what can wait with what cannot, and does not hold that up', async () => {
    const { publisher, said, until } = publisherOf(knex);
    publisher.changed({ canWait: true });
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    expect(said).toEqual([]);
    publisher.changed();
    await until(1);
    await publisher.stop();
    expect(said).toEqual([{ revision: 2 }]);
  });

  it('says what can wait by itself where nothing else comes', async () => {
    const { publisher, said, until } = publisherOf(knex);
    publisher.changed({ canWait: true });
    await until(1);
    await publisher.stop();
    expect(said).toEqual([{ revision: 2 }]);
  });

  it('says nothing while nothing changes', async () => {
    const { publisher, said, until } = publisherOf(knex);
    publisher.changed();
    await until(1);
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    await publisher.stop();
    expect(said).toEqual([{ revision: 2 }]);
    expect(await readRevision({ knex })).toBe(2);
  });

  it('says a change that comes while one is being said', async () => {
    const { publisher, said, until } = publisherOf(knex);
    publisher.changed();
    publisher.changed();
    await until(2);
    await publisher.stop();
    expect(said).toEqual([{ revision: 2 }, { revision: 3 }]);
  });

  it('says later what it failed to say', async () => {
    const { publisher, said, until, logger } = publisherOf(knex, { times: 2 });
    publisher.changed();
    await until(1);
    await publisher.stop();
    expect(said).toEqual([{ revision: 4 }]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('says nothing any more once it is stopped', async () => {
    const { publisher, said } = publisherOf(knex);
    await publisher.stop();
    publisher.changed();
    expect(said).toEqual([]);
    expect(await readRevision({ knex })).toBe(1);
  });
});
