import dns from 'node:dns';
import net from 'node:net';
import { addressOf, documented } from './document';
import { describeDatabases } from '../__testUtils__/databases';
import { serveHostileWorld, type HostileWorld } from './serveHostileWorld';

/** Where a connection leads. */
function targetOf(given: unknown[]): string {
  const [first, second] = given.flat() as Record<string, unknown>[];
  if (typeof first === 'number') return `${second}:${first}`;
  return typeof first === 'object' && first !== null
    ? `${first.path ?? `${first.host ?? 'localhost'}:${first.port}`}`
    : String(given.slice(0, 2));
}

describeDatabases('reading', database => {
  let world: HostileWorld;
  const tried: string[] = [];

  beforeAll(async () => {
    const knex = await database.open();
    world = await serveHostileWorld(knex, { clean: true });
    const { connect } = net.Socket.prototype;
    jest
      .spyOn(net.Socket.prototype, 'connect')
      .mockImplementation(function record(this: net.Socket, ...given: never[]) {
        const target = targetOf(given);
        if (new URL(world.url).port !== target.split(':').pop()) {
          tried.push(target);
        }
        return connect.apply(this, given as never);
      } as never);
    for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6'] as const) {
      const original = dns[name];
      jest.spyOn(dns, name).mockImplementation(((...given: never[]) => {
        tried.push(`name ${given[0]}`);
        return (original as (...all: never[]) => unknown)(...given);
      }) as never);
    }
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await world.stop();
  });

  it('is what is watched here', async () => {
    await fetch('http://127.0.0.1:40999/').catch(() => undefined);
    expect(tried).not.toEqual([]);
    tried.length = 0;
  });

  it.each(documented.map(each => [each.id, each] as const))(
    '%s connects to the database and to nothing else',
    async (_, { path, headers }) => {
      tried.length = 0;
      const response = await fetch(`${world.url}${addressOf(path)}`, {
        headers,
      });
      expect(response.status).toBe(200);
      await response.text();
      const port = new URL(
        process.env[
          `BACKSTAGE_TEST_DATABASE_${(
            process.env.FLEET_TEST_POSTGRES ?? 'POSTGRES_18'
          ).replace('_', '')}_CONNECTION_STRING`
        ] ?? 'postgres://localhost:5432',
      ).port;
      const others = tried.filter(
        target =>
          !(
            database.isPostgres &&
            (target.endsWith(`:${port}`) || target.startsWith('name '))
          ),
      );
      expect(others).toEqual([]);
    },
  );
});
