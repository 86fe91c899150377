import { KubernetesClient } from '../KubernetesClient';
import { FakeServer } from '../testing/FakeServer';
import { ManualClock } from '../testing/ManualClock';
import {
  bookmark,
  deployment,
  deploymentList,
  deployments,
  event,
} from '../testing/objects';
import {
  answer,
  LiveReply,
  silence,
  status,
  statusObject,
} from '../testing/replies';
import { reflect } from './reflect';

let server: FakeServer;
let clock: ManualClock;
let client: KubernetesClient;

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new ManualClock();
  client = KubernetesClient.create({
    connection: { server: server.url },
    clock,
    random: () => 0.5,
  });
});

afterEach(async () => {
  await client.close();
  await server.stop();
});

/** A reflector that keeps what a caller would: names, and whether they are known to be all. */
function mirror() {
  const names = new Set<string>();
  const log: string[] = [];
  const lookers = new Set<() => void>();
  const note = (line: string) => {
    log.push(line);
    lookers.forEach(look => look());
  };
  let gathering = new Set<string>();
  const reflector = reflect(
    client,
    deployments,
    {
      onListStart: () => {
        gathering = new Set();
      },
      onListItems: items => {
        items.forEach(item => gathering.add(item.metadata.name));
      },
      onListComplete: () => {
        names.clear();
        gathering.forEach(name => names.add(name));
        note('listed');
      },
      onListFailed: error => note(`list failed: ${error.kind}`),
      onEvents: events => {
        for (const { type, object } of events) {
          if (type === 'DELETED') {
            names.delete(object.metadata.name);
          } else {
            names.add(object.metadata.name);
          }
        }
        note('events');
      },
      onConfirmed: ({ by }) => note(`confirmed by ${by}`),
      onState: state => note(state),
    },
    { clock, random: () => 0.5 },
  );
  const until = (line: string, times = 1) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (log.filter(seen => seen === line).length >= times) {
          lookers.delete(look);
          resolve();
        }
      };
      lookers.add(look);
      look();
    });
  return { names, log, until, reflector };
}

describe('reflect against a server', () => {
  it('stays true through events, a cut, an expiry within a watch and a relist', async () => {
    const first = new LiveReply();
    server.reply(answer(deploymentList(['cart', 'checkout'])), first.reply);
    const { names, until, reflector } = mirror();
    await first.opened;
    first.lines(
      event('ADDED', deployment('payment', '101')),
      event('DELETED', deployment('cart', '102')),
    );
    await until('events');
    expect([...names].sort()).toEqual(['checkout', 'payment']);

    server.reply(
      answer(
        `${JSON.stringify(
          event('ERROR', statusObject(410, 'Expired', 'old')),
        )}\n`,
      ),
      answer(deploymentList(['search'], { resourceVersion: '300' })),
    );
    const last = new LiveReply();
    server.reply(last.reply);
    first.cut();
    await until('interrupted');
    expect([...names].sort()).toEqual(['checkout', 'payment']);
    await clock.untilPending(250);
    await clock.advance(250);
    await until('listing', 2);
    expect([...names].sort()).toEqual(['checkout', 'payment']);
    await clock.untilPending(500);
    await clock.advance(500);
    await until('listed', 2);
    await last.opened;
    expect([...names]).toEqual(['search']);
    expect(
      server.seen.map(({ query }) => query.get('resourceVersion')),
    ).toEqual([null, '100', '102', null, '300']);
    await reflector.stop();
    await last.closed;
  });

  it('lists again after a watch that fell silent, and is interrupted by nothing', async () => {
    const first = new LiveReply();
    const second = new LiveReply();
    server.reply(
      answer(deploymentList([])),
      first.reply,
      answer(deploymentList(['cart'])),
      second.reply,
    );
    const { names, log, until, reflector } = mirror();
    await first.opened;
    first.lines(bookmark('150'));
    await until('confirmed by bookmark');
    await clock.untilPending(75_000);
    await clock.advance(75_000);
    await second.opened;
    expect([...names]).toEqual(['cart']);
    expect(log).not.toContain('interrupted');
    await reflector.stop();
  });

  it('deletes nothing by lists that fail, however they do', async () => {
    const first = new LiveReply();
    server.reply(answer(deploymentList(['cart'])), first.reply);
    const { names, log, until, reflector } = mirror();
    await first.opened;
    await until('listed');
    const faults = [
      answer('<html/>', { headers: { 'content-type': 'text/html' } }),
      answer({}),
      answer({ ...deploymentList([]), items: null }),
      answer(JSON.stringify(deploymentList([])).slice(0, -3)),
      answer(deploymentList([], { continue: 'more' })),
      status(403, 'Forbidden', 'no'),
      status(503, 'ServiceUnavailable', 'no'),
      silence,
    ];
    server.reply(status(410, 'Expired', 'old'), ...faults);
    first.cut();
    // The watch resumes, is told that it is too old, and every list after that fails in its own way.
    for (let attempt = 0; attempt < faults.length + 1; attempt += 1) {
      const wait = Math.min(30_000, 250 * 2 ** attempt);
      await clock.untilPending(wait);
      await clock.advance(wait);
      await server.untilSeen(attempt + 3);
    }
    await clock.untilPending(15_000);
    await clock.advance(15_000);
    await until('list failed: unreachable', 2);
    expect(log.filter(line => line.startsWith('list failed'))).toHaveLength(
      faults.length,
    );
    expect(log.filter(line => line === 'listed')).toHaveLength(1);
    expect([...names]).toEqual(['cart']);
    await reflector.stop();
  });

  it('ends when its client is closed', async () => {
    const watch = new LiveReply();
    server.reply(answer(deploymentList([])), watch.reply);
    const { reflector } = mirror();
    await watch.opened;
    await client.close();
    await expect(reflector.done).resolves.toBeUndefined();
  });
});
