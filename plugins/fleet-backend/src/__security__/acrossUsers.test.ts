import type { Knex } from 'knex';
import { describeDatabases } from '../__testUtils__/databases';
import { addressOf, documented } from './document';
import { EVERYTHING, policyFor, readerOf, type Reader } from './readers';
import { serveHostileWorld, type HostileWorld } from './serveHostileWorld';

const READERS: Record<string, Reader> = {
  'who may see all': EVERYTHING,
  'who may see c-0': readerOf('c-0'),
  'who may see c-0 and c-1': readerOf('c-0', 'c-1'),
  'who may see nothing': readerOf(),
};
const names = Object.keys(READERS);

describeDatabases('readers who may see different things', database => {
  let knex: Knex;
  let world: HostileWorld;
  /** The same portal to each of them: who asks is told by the port. */
  const urls = new Map<string, string>();
  let changing: Reader = EVERYTHING;
  let changingUrl: string;

  beforeAll(async () => {
    knex = await database.open();
    world = await serveHostileWorld(knex, { clean: true });
    for (const name of names) {
      urls.set(
        name,
        await world.serve({ permissions: policyFor(() => READERS[name]) }),
      );
    }
    changingUrl = await world.serve({ permissions: policyFor(() => changing) });
  });

  afterAll(async () => {
    await world.stop();
  });

  async function ask(url: string, address: string, headers = {}) {
    const response = await fetch(`${url}${address}`, { headers });
    return {
      status: response.status,
      text: await response.text(),
      headers: response.headers,
      etag: response.headers.get('etag'),
    };
  }

  it.each(documented.map(each => [each.id, addressOf(each.path)] as const))(
    '%s is kept for nobody else',
    async (_, address) => {
      for (const name of names) {
        const { status, headers } = await ask(
          urls.get(name) as string,
          address,
        );
        expect(headers.get('cache-control')).toBe(
          status === 200 ? 'private, no-cache' : 'no-store',
        );
        expect(headers.get('vary')?.toLowerCase()).toContain('authorization');
      }
    },
  );

  it.each(documented.map(each => [each.id, addressOf(each.path)] as const))(
    '%s confirms to nobody what somebody else was told',
    async (_, address) => {
      const told = new Map<string, Awaited<ReturnType<typeof ask>>>();
      for (const name of names) {
        told.set(name, await ask(urls.get(name) as string, address));
      }
      for (const [one, { etag }] of told) {
        if (!etag) continue;
        for (const [other, own] of told) {
          const again = await ask(urls.get(other) as string, address, {
            'if-none-match': etag,
          });
          if (one === other || again.status === own.status) continue;
          // What is not modified is so for him too, word for word.
          expect([one, other, again.status]).toEqual([one, other, 304]);
          expect(own.text).toBe(told.get(one)?.text);
        }
      }
    },
  );

  it('tells revisions of which none confirms that of another', async () => {
    const etags = [];
    for (const name of names) {
      etags.push((await ask(urls.get(name) as string, '/changes')).etag);
    }
    expect(new Set(etags.filter(Boolean)).size).toBe(
      etags.filter(Boolean).length,
    );
  });

  it.each(documented.map(each => [each.id, addressOf(each.path)] as const))(
    '%s gives each his own when all ask at once',
    async (_, address) => {
      const alone = new Map<string, string>();
      for (const name of names) {
        alone.set(name, (await ask(urls.get(name) as string, address)).text);
      }
      const order = Array.from({ length: 40 }, (__, index) => names[index % 4]);
      const together = await Promise.all(
        order.map(name => ask(urls.get(name) as string, address)),
      );
      together.forEach(({ text }, index) => {
        expect(withoutTimes(text)).toBe(
          withoutTimes(alone.get(order[index]) as string),
        );
      });
    },
  );

  it.each(documented.map(each => [each.id, addressOf(each.path)] as const))(
    '%s follows a policy that changes between two requests',
    async (_, address) => {
      for (const name of [...names, ...names.toReversed()]) {
        changing = READERS[name];
        const before = await ask(changingUrl, address);
        const expected = await ask(urls.get(name) as string, address);
        expect([before.status, withoutTimes(before.text)]).toEqual([
          expected.status,
          withoutTimes(expected.text),
        ]);
        // And what he was told before is no answer to what he may ask now.
        for (const other of names) {
          changing = READERS[other];
          const after = await ask(changingUrl, address, {
            'if-none-match': before.etag ?? '"none"',
          });
          const now = await ask(urls.get(other) as string, address);
          const isSame = after.status === 304;
          expect(isSame ? before.text : after.status).toBe(
            isSame ? now.text : now.status,
          );
        }
      }
    },
  );
});

/** When an answer was made, and how long it took to be asked for, is nobody's secret. */
function withoutTimes(text: string): string {
  return (
    text
      .replace(/"(asOf|since|at|answeredAt|startedAt)":"[^"]*"/g, '"$1":""')
      .replace(/"revision":\d+/g, '"revision":0')
      // Who asks for the audit is noted in it.
      .replace(/"(rows|chains)":\d+/g, '"$1":0')
      .replace(/"replica":\{.*\}/s, '')
  );
}
