import { KubernetesClient } from './KubernetesClient';
import { FakeServer } from './testing/FakeServer';
import { failureOf } from './testing/failureOf';
import { ManualClock } from './testing/ManualClock';
import { deploymentList, deployments } from './testing/objects';
import { answer, LiveReply, status } from './testing/replies';

let server: FakeServer;
let clock: ManualClock;
let client: KubernetesClient;

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new ManualClock();
  client = KubernetesClient.create({
    connection: { server: server.url, token: 'secret-token' },
    clock,
  });
});

afterEach(async () => {
  await client.close();
  await server.stop();
});

function read(options: { maxBytes?: number; limit?: number } = {}) {
  return client.listSome(deployments, {
    namespace: 'shop',
    labelSelector: 'app=cart',
    fieldSelector: 'metadata.name!=x',
    limit: 2,
    maxBytes: 100_000,
    timeoutMs: 5_000,
    ...options,
  });
}

describe('listSome', () => {
  it('asks once for what is selected, and follows no token', async () => {
    server.reply(
      answer(deploymentList(['cart', 'checkout'], { continue: 'page-2' })),
    );
    const { items, more } = await read();
    expect(items.map(({ metadata }) => metadata.name)).toEqual([
      'cart',
      'checkout',
    ]);
    expect(more).toBe(true);
    expect(server.seen).toHaveLength(1);
    expect(Object.fromEntries(server.seen[0].query)).toEqual({
      limit: '2',
      labelSelector: 'app=cart',
      fieldSelector: 'metadata.name!=x',
    });
  });

  it('says that these were all', async () => {
    server.reply(answer(deploymentList(['cart'])));
    expect(await read()).toMatchObject({ items: [{}], more: false });
  });

  it('keeps no more than it asked for, whatever the server sends', async () => {
    server.reply(
      answer(deploymentList(Array.from({ length: 900 }, (_, i) => `a${i}`))),
    );
    const { items, more } = await read({ maxBytes: 10_000_000 });
    expect(items).toHaveLength(2);
    expect(more).toBe(true);
  });

  it('reads no more bytes than it may', async () => {
    server.reply(
      answer(deploymentList(Array.from({ length: 900 }, (_, i) => `a${i}`))),
    );
    expect(await failureOf(read({ maxBytes: 10_000 }))).toMatchObject({
      kind: 'invalid',
    });
  });

  it('waits no longer than it may', async () => {
    const live = new LiveReply();
    server.reply(live.reply);
    const failed = failureOf(read());
    await live.opened;
    live.write('{"kind":"DeploymentList"');
    await clock.untilPending(5_000);
    await clock.advance(5_000);
    expect(await failed).toMatchObject({ kind: 'unreachable' });
  });

  it('tells what is refused', async () => {
    server.reply(status(403, 'Forbidden', 'pods is forbidden'));
    expect(await failureOf(read())).toMatchObject({ kind: 'forbidden' });
  });
});
