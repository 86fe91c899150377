import { gzipSync } from 'node:zlib';
import { ByteBudget } from './ByteBudget';
import { KubernetesClient } from './KubernetesClient';
import { FakeServer, type Reply } from './testing/FakeServer';
import { failureOf } from './testing/failureOf';
import { ManualClock } from './testing/ManualClock';
import { deploymentList, deployments, namespaces } from './testing/objects';
import { answer, cut, LiveReply, silence, status } from './testing/replies';
import type { KubernetesLimits, KubernetesObject } from './types';

let server: FakeServer;
let clock: ManualClock;
const clients: KubernetesClient[] = [];

beforeEach(async () => {
  server = await FakeServer.start();
  clock = new ManualClock();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map(client => client.close()));
  await server.stop();
});

function connect(limits: Partial<KubernetesLimits> = {}, basePath = '') {
  const client = KubernetesClient.create({
    connection: { server: server.url + basePath, token: 'secret-token' },
    limits,
    clock,
  });
  clients.push(client);
  return client;
}

async function listNames(client: KubernetesClient) {
  const pages: string[][] = [];
  const result = await client.list(deployments, {
    onPage: items => {
      pages.push(items.map(item => item.metadata.name));
    },
  });
  return { pages, result };
}

describe('list', () => {
  it('gathers all pages and says where a watch continues', async () => {
    server.reply(
      answer(deploymentList(['cart', 'checkout'], { continue: 'page-2' })),
      answer(deploymentList(['payment'], { continue: 'page-3' })),
      answer(deploymentList(['search'])),
    );
    const { pages, result } = await listNames(connect({ pageSize: 2 }));
    expect(pages).toEqual([['cart', 'checkout'], ['payment'], ['search']]);
    expect(result).toEqual({
      resourceVersion: '100',
      count: 4,
      bytes: expect.any(Number),
      complete: true,
    });
    expect(server.opened).toBe(1);
    expect(server.seen.map(({ query }) => Object.fromEntries(query))).toEqual([
      { limit: '2' },
      { limit: '2', continue: 'page-2' },
      { limit: '2', continue: 'page-3' },
    ]);
  });

  it('counts bytes as they were received', async () => {
    const body = JSON.stringify(deploymentList(['kasse-größe']));
    server.reply(answer(body));
    const { result } = await listNames(connect());
    expect(result.bytes).toBe(Buffer.byteLength(body));
  });

  it('accepts an empty list', async () => {
    server.reply(answer(deploymentList([])));
    const { pages, result } = await listNames(connect());
    expect(pages).toEqual([[]]);
    expect(result.count).toBe(0);
  });

  it('asks as a plain JSON client, with the token and without compression', async () => {
    server.reply(answer(deploymentList([])));
    await listNames(connect());
    expect(server.seen[0].path).toBe('/apis/apps/v1/deployments');
    expect(server.seen[0].headers).toMatchObject({
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: 'Bearer secret-token',
    });
  });

  it('keeps the base path of the server, and passes namespace and selectors', async () => {
    server.reply(answer(deploymentList([])));
    await connect({}, '/k8s/clusters/c-1/').list(deployments, {
      namespace: 'shop',
      labelSelector: 'app in (cart,checkout)',
      fieldSelector: 'metadata.name!=x',
      onPage: () => {},
    });
    expect(server.seen[0].path).toBe(
      '/k8s/clusters/c-1/apis/apps/v1/namespaces/shop/deployments',
    );
    expect(Object.fromEntries(server.seen[0].query)).toEqual({
      limit: '500',
      labelSelector: 'app in (cart,checkout)',
      fieldSelector: 'metadata.name!=x',
    });
  });

  it('names kind and version in items whose list says them once', async () => {
    server.reply(
      answer({
        apiVersion: 'v1',
        kind: 'NamespaceList',
        metadata: { resourceVersion: '7' },
        items: [{ metadata: { name: 'shop', uid: 'u-1' } }],
      }),
    );
    const items: KubernetesObject[] = [];
    await connect().list(namespaces, {
      onPage: page => {
        items.push(...page);
      },
    });
    expect(items).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', uid: 'u-1' },
      },
    ]);
  });

  describe('of metadata only', () => {
    const partial = {
      apiVersion: 'meta.k8s.io/v1',
      kind: 'PartialObjectMetadataList',
      metadata: { resourceVersion: '7' },
      items: [{ metadata: { name: 'cart', uid: 'u-1' } }],
    };

    it('takes partial objects', async () => {
      server.reply(answer(partial));
      const kinds: string[] = [];
      await connect().list(deployments, {
        metadataOnly: true,
        onPage: items => {
          kinds.push(...items.map(item => item.kind));
        },
      });
      expect(kinds).toEqual(['PartialObjectMetadata']);
      expect(server.seen[0].headers.accept).toBe(
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=1,application/json',
      );
    });

    it('takes whole objects from a server that knows nothing else', async () => {
      server.reply(answer(deploymentList(['cart'])));
      await expect(
        connect().list(deployments, { metadataOnly: true, onPage: () => {} }),
      ).resolves.toMatchObject({ count: 1 });
    });

    it('does not take partial objects where whole ones were asked for', async () => {
      server.reply(answer(partial));
      expect((await failureOf(listNames(connect()))).kind).toBe('invalid');
    });
  });

  it('asks for the next page only when the caller is done with this one', async () => {
    server.reply(
      answer(deploymentList(['cart'], { continue: 'more' })),
      answer(deploymentList(['checkout'])),
    );
    let release: () => void = () => {};
    const working = new Promise<void>(resolve => {
      release = resolve;
    });
    let arrived: () => void = () => {};
    const firstPage = new Promise<void>(resolve => {
      arrived = resolve;
    });
    const listing = connect().list(deployments, {
      onPage: () => {
        arrived();
        return working;
      },
    });
    await firstPage;
    await new Promise(resolve => setImmediate(resolve));
    expect(server.seen).toHaveLength(1);
    release();
    await expect(listing).resolves.toMatchObject({ count: 2 });
  });

  describe('hands objects on while the page is still coming', () => {
    const large = (count: number) =>
      JSON.stringify({
        ...deploymentList([]),
        items: Array.from({ length: count }, (_, index) => ({
          metadata: { name: `a-${index}`, uid: `u-${index}` },
          data: 'x'.repeat(10_000),
        })),
      });

    it('and reads on only when the caller has taken them', async () => {
      const live = new LiveReply();
      server.reply(live.reply);
      let release: () => void = () => {};
      const working = new Promise<void>(resolve => {
        release = resolve;
      });
      let count = 0;
      let arrived: () => void = () => {};
      const first = new Promise<void>(resolve => {
        arrived = resolve;
      });
      const listing = connect().list(deployments, {
        onPage: items => {
          count += items.length;
          arrived();
          return working;
        },
      });
      await live.opened;
      live.write(large(2_000).slice(0, -10));
      await first;
      for (let turn = 0; turn < 50; turn += 1) {
        await new Promise(resolve => setImmediate(resolve));
      }
      expect(count).toBeLessThan(150);
      expect(live.waitingBytes()).toBeGreaterThan(5 * 1024 * 1024);
      // The time that the caller takes is not the server's.
      await clock.advance(1_000_000);
      release();
      live.write(large(2_000).slice(-10));
      live.end();
      await expect(listing).resolves.toMatchObject({ count: 2_000 });
      expect(count).toBe(2_000);
    }, 30_000);

    it('but resolves only if the rest was valid too', async () => {
      server.reply(answer(large(300).replace('"data":"xx', '"data:"xx')));
      const broken = large(300).replace(/\{"metadata":\{"name":"a-299"/, '[$&');
      server.reply(answer(broken));
      const client = connect();
      await failureOf(client.list(deployments, { onPage: () => {} }));
      const onPage = jest.fn();
      const error = await failureOf(client.list(deployments, { onPage }));
      expect(error).toMatchObject({
        kind: 'invalid',
        reason: 'answered a list whose item 299 is no object',
        status: 200,
      });
      expect(onPage).toHaveBeenCalledTimes(2);
    });

    it('within a budget that it shares with others', async () => {
      const budget = new ByteBudget({ bytes: 100_000, clock });
      const byteBudget = budget;
      const live = [new LiveReply(), new LiveReply()];
      server.reply(...live.map(({ reply }) => reply));
      const client = connect();
      const lists = live.map(() =>
        client.list(deployments, { byteBudget, onPage: () => {} }),
      );
      await Promise.all(live.map(({ opened }) => opened));
      const object = (name: string) =>
        JSON.stringify({
          ...deploymentList([]),
          items: [
            { metadata: { name, uid: name }, data: 'x'.repeat(4_000_000) },
          ],
        });
      live.forEach((each, index) =>
        each.write(object(`a-${index}`).slice(0, -10)),
      );
      // Each of the two has more to hold than there is: they take turns, as fast as a second passes.
      while (budget.held < 1_000_000) {
        await new Promise(resolve => setTimeout(resolve, 5));
        await clock.advance(100);
      }
      live.forEach((each, index) => {
        each.write(object(`a-${index}`).slice(-10));
        each.end();
      });
      const ended = Promise.all(lists);
      let isOver = false;
      void ended.then(() => {
        isOver = true;
      });
      while (!isOver) {
        await new Promise(resolve => setTimeout(resolve, 5));
        await clock.advance(1_000);
      }
      expect((await ended).map(({ count }) => count)).toEqual([1, 1]);
      expect(budget.held).toBe(0);
    }, 30_000);

    it('tells which are known and which are too large', async () => {
      server.reply(
        answer({
          ...deploymentList([]),
          items: [
            { metadata: { name: 'a', uid: 'u-a', resourceVersion: '1' } },
            { metadata: { name: 'b', uid: 'u-b' }, data: 'x'.repeat(2_000) },
            { metadata: { name: 'c', uid: 'u-c', resourceVersion: '2' } },
          ],
        }),
      );
      const onPage = jest.fn();
      const onOversized = jest.fn();
      await expect(
        connect({ maxObjectBytes: 1_000 }).list(deployments, {
          isKnown: (uid, resourceVersion) =>
            `${uid}@${resourceVersion}` === 'u-a@1',
          onPage,
          onOversized,
        }),
      ).resolves.toMatchObject({ count: 3 });
      expect(onPage.mock.calls).toEqual([
        [
          [expect.objectContaining({ kind: 'Deployment' })],
          { skipped: [{ uid: 'u-a', resourceVersion: '1' }] },
        ],
      ]);
      expect(onOversized.mock.calls).toEqual([[[{ uid: 'u-b', name: 'b' }]]]);
    });
  });

  it('passes an error of the caller through as it is', async () => {
    server.reply(answer(deploymentList(['cart'])));
    const ours = new TypeError('ours');
    await expect(
      connect().list(deployments, {
        onPage: () => {
          throw ours;
        },
      }),
    ).rejects.toBe(ours);
  });

  it('takes a custom list kind where the resource names it', async () => {
    server.reply(
      answer({ ...deploymentList(['cart']), kind: 'DeploymentSet' }),
    );
    await expect(
      connect().list(
        { ...deployments, listKind: 'DeploymentSet' },
        { onPage: () => {} },
      ),
    ).resolves.toMatchObject({ count: 1 });
  });

  describe('believes nothing that is not valid', () => {
    const good = deploymentList(['cart']);
    const cases: Array<[string, Reply, string]> = [
      [
        'HTML',
        answer('<html>sign in</html>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        }),
        'answered text/html instead of JSON (HTTP 200)',
      ],
      [
        'no content type',
        response => {
          response.writeHead(200).end(JSON.stringify(good));
        },
        'answered no content type instead of JSON (HTTP 200)',
      ],
      ['an empty object', answer({}), 'answered something where a list'],
      ['an array', answer([]), 'the answer is not a JSON object'],
      ['null', answer('null'), 'the answer is not a JSON object'],
      ['nothing', answer(''), 'the answer is not JSON, or truncated (0 bytes)'],
      [
        'items null',
        answer({ ...good, items: null }),
        'answered a list without items',
      ],
      [
        'items an object',
        answer({ ...good, items: {} }),
        'answered a list without items',
      ],
      [
        'a list of another kind',
        answer({ ...good, kind: 'PodList' }),
        "answered 'PodList' where a list of Deployment was asked for",
      ],
      [
        'a Status with 200',
        answer({ apiVersion: 'v1', kind: 'Status', status: 'Failure' }),
        "answered 'Status' where a list of Deployment was asked for",
      ],
      [
        'a list of another group',
        answer({ ...good, apiVersion: 'extensions/v1beta1' }),
        "answered 'DeploymentList' where",
      ],
      [
        'a Table',
        answer({ kind: 'Table', apiVersion: 'meta.k8s.io/v1', rows: [] }),
        "answered 'Table' where a list of Deployment was asked for",
      ],
      [
        'a gzip bomb that is not called one',
        answer(gzipSync(Buffer.alloc(10_000_000))),
        'the answer is not UTF-8',
      ],
      [
        'no resource version',
        answer({ ...good, metadata: {} }),
        'answered a list without resource version',
      ],
      [
        'an empty resource version',
        answer({ ...good, metadata: { resourceVersion: '' } }),
        'answered a list without resource version',
      ],
      [
        'a continue token that is no text',
        answer(deploymentList(['cart'], { continue: 5 })),
        'answered a list with an unusable continue token',
      ],
      [
        'an empty page with a next one',
        answer(deploymentList([], { continue: 'more' })),
        'answered an empty page that claims to have a next one',
      ],
      [
        'an item that is no object',
        answer({ ...good, items: [null] }),
        'answered a list whose item 0 is no object',
      ],
      [
        'an item without metadata',
        answer({ ...good, items: [...good.items, { spec: {} }] }),
        'answered a list whose item 1 lacks name or uid',
      ],
      [
        'an item without uid',
        answer({ ...good, items: [{ metadata: { name: 'cart' } }] }),
        'answered a list whose item 0 lacks name or uid',
      ],
      [
        'an item whose name is no text',
        answer({ ...good, items: [{ metadata: { name: 7, uid: 'u' } }] }),
        'answered a list whose item 0 lacks name or uid',
      ],
      [
        'an item whose namespace is no text',
        answer({
          ...good,
          items: [{ metadata: { name: 'a', uid: 'u', namespace: {} } }],
        }),
        'answered a list whose item 0 lacks name or uid',
      ],
      [
        'an item of another kind',
        answer({ ...good, items: [{ ...good.items[0], kind: 'Pod' }] }),
        'answered a list whose item 0 is of another kind',
      ],
      [
        'gzip',
        answer(gzipSync(JSON.stringify(good)), {
          headers: { 'content-encoding': 'gzip' },
        }),
        "answered with the content encoding 'gzip', which was not asked for",
      ],
      [
        'truncated JSON',
        answer(JSON.stringify(good).slice(0, -5)),
        'the answer is not JSON, or truncated',
      ],
      [
        'two objects',
        answer(JSON.stringify(good) + JSON.stringify(good)),
        'the answer is not JSON, or truncated',
      ],
      [
        'bytes that are no UTF-8',
        answer(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
        'the answer is not UTF-8',
      ],
      [
        'a content length that is too small',
        answer(JSON.stringify(good), { headers: { 'content-length': 20 } }),
        'the answer is not JSON, or truncated (20 bytes)',
      ],
      [
        'another success',
        answer('', { status: 204 }),
        'answered HTTP 204, which does not belong here',
      ],
      [
        'partial content',
        answer(good, { status: 206 }),
        'answered HTTP 206, which does not belong here',
      ],
      [
        'an unknown client error',
        status(400, 'BadRequest', 'unable to parse'),
        'the request was refused (HTTP 400): unable to parse',
      ],
    ];

    it.each(cases)('%s', async (_name, reply, reason) => {
      server.reply(reply);
      const onPage = jest.fn();
      const error = await failureOf(connect().list(deployments, { onPage }));
      expect(error.kind).toBe('invalid');
      expect(error.reason).toContain(reason);
      expect(error.message).toContain('(GET /apis/apps/v1/deployments)');
      expect(onPage).not.toHaveBeenCalled();
    });

    it('different resource versions on two pages', async () => {
      server.reply(
        answer(deploymentList(['a'], { continue: 'more' })),
        answer(deploymentList(['b'], { resourceVersion: '101' })),
      );
      const error = await failureOf(listNames(connect()));
      expect(error.kind).toBe('invalid');
      expect(error.reason).toBe(
        'answered pages of different resource versions',
      );
    });

    it('the same continue token twice', async () => {
      server.reply(
        answer(deploymentList(['a'], { continue: 'one' })),
        answer(deploymentList(['b'], { continue: 'two' })),
        answer(deploymentList(['c'], { continue: 'one' })),
      );
      const error = await failureOf(listNames(connect()));
      expect(error.reason).toBe('answered the same continue token twice');
      expect(server.seen).toHaveLength(3);
    });

    it('an endless list', async () => {
      for (let page = 1; page <= 10; page += 1) {
        server.reply(
          answer(deploymentList(['a', 'b'], { continue: `page-${page}` })),
        );
      }
      const error = await failureOf(listNames(connect({ maxListObjects: 5 })));
      expect(error.kind).toBe('invalid');
      expect(error.reason).toBe('answered more than 5 objects');
      expect(server.seen).toHaveLength(3);
    });

    it('an endless page, which is cut off while it comes', async () => {
      const live = new LiveReply();
      server.reply(live.reply);
      const failing = failureOf(listNames(connect({ maxPageBytes: 1000 })));
      await live.opened;
      live.write('{"items":[');
      live.write(' '.repeat(2000));
      expect((await failing).reason).toBe('answered more than 1000 bytes');
      await live.closed;
    });

    it('too many bytes over all pages', async () => {
      for (let page = 1; page <= 5; page += 1) {
        server.reply(answer(deploymentList(['a'], { continue: `p-${page}` })));
      }
      const error = await failureOf(listNames(connect({ maxListBytes: 300 })));
      expect(error.reason).toBe('answered more than 300 bytes');
    });
  });

  describe('a redirect', () => {
    it.each([301, 302, 303, 307, 308])('%i is not followed', async code => {
      server.reply(
        answer('', {
          status: code,
          headers: {
            location: 'https://user:pw@login.example.com/authorize?state=abc',
          },
        }),
      );
      const error = await failureOf(listNames(connect()));
      expect(error).toMatchObject({
        kind: 'invalid',
        status: code,
        reason:
          'answered a redirect to https://login.example.com/authorize, which is not followed',
      });
      expect(server.seen).toHaveLength(1);
    });

    it('has its target made plain', async () => {
      server.reply(
        answer('', {
          status: 302,
          headers: { location: `/a/${'x'.repeat(900)}` },
        }),
      );
      const { reason } = await failureOf(listNames(connect()));
      expect(reason.length).toBeLessThanOrEqual(300);
    });
  });

  describe('by status', () => {
    it.each([
      [401, 'unauthorized'],
      [403, 'forbidden'],
      [404, 'not-served'],
      [405, 'not-served'],
      [408, 'unreachable'],
      [409, 'conflict'],
      [429, 'throttled'],
      [500, 'unreachable'],
      [502, 'unreachable'],
      [503, 'unreachable'],
      [504, 'unreachable'],
    ])('%i is %s', async (code, kind) => {
      server.reply(
        answer('<html>no</html>', {
          status: code,
          headers: { 'content-type': 'text/html' },
        }),
      );
      const error = await failureOf(listNames(connect()));
      expect(error).toMatchObject({ kind, status: code });
      expect(error.reason).not.toContain('html');
    });

    it('says what the server says', async () => {
      server.reply(
        status(403, 'Forbidden', 'deployments.apps is forbidden: User "x"'),
      );
      expect((await failureOf(listNames(connect()))).reason).toBe(
        'the credentials do not allow this (HTTP 403): deployments.apps is forbidden: User "x"',
      );
    });

    it('shows neither the token nor anything that is not plain', async () => {
      server.reply(
        status(
          403,
          'Forbidden',
          `no \u001b[31m\u202e secret-token\n${'x'.repeat(1000)}`,
        ),
      );
      const { message, reason } = await failureOf(listNames(connect()));
      expect(message).not.toContain('secret-token');
      expect(reason).toContain('[token]');
      expect(reason).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(reason.length).toBe(300);
    });

    it('does not wait for the rest of an error that never ends', async () => {
      const endless: Reply = response => {
        response.writeHead(503, { 'content-type': 'application/json' });
        response.write('x'.repeat(70 * 1024));
      };
      server.reply(endless);
      expect((await failureOf(listNames(connect()))).status).toBe(503);
    });

    it('does not wait for an error whose body never comes', async () => {
      server.reply(response => {
        response.writeHead(401).flushHeaders();
      });
      const failing = failureOf(listNames(connect()));
      await clock.untilPending(20_000);
      await clock.advance(20_000);
      expect(await failing).toMatchObject({
        kind: 'unauthorized',
        status: 401,
      });
    });
  });

  describe('Retry-After', () => {
    it.each([
      ['0', 0],
      ['7', 7_000],
      ['100000', 30_000],
      ['99999999999999999999999', 30_000],
      ['Sun, 06 Nov 1994 08:49:47 GMT', 10_000],
      ['Sun, 06 Nov 1994 08:49:30 GMT', 0],
      ['Sun, 06 Nov 2044 08:49:37 GMT', 30_000],
      ['-1', undefined],
      ['1.5', undefined],
      ['soon', undefined],
      ['', undefined],
    ])('%p is %p ms', async (header, expected) => {
      server.reply(
        status(429, 'TooManyRequests', 'wait', {
          'retry-after': header,
          date: 'Sun, 06 Nov 1994 08:49:37 GMT',
        }),
      );
      const error = await failureOf(listNames(connect()));
      expect(error.kind).toBe('throttled');
      expect(error.retryAfterMs).toBe(expected);
    });
  });

  describe('whose place is lost between two pages', () => {
    const gone = status(410, 'Expired', 'The provided continue is too old');

    it('begins again, once, and says so', async () => {
      server.reply(
        answer(deploymentList(['old'], { continue: 'more' })),
        gone,
        answer(deploymentList(['cart'], { resourceVersion: '200' })),
      );
      let names: string[] = [];
      const onRestart = jest.fn(() => {
        names = [];
      });
      const result = await connect().list(deployments, {
        onRestart,
        onPage: items => {
          names.push(...items.map(item => item.metadata.name));
        },
      });
      expect(onRestart).toHaveBeenCalledTimes(1);
      expect(names).toEqual(['cart']);
      expect(result).toMatchObject({ count: 1, resourceVersion: '200' });
      expect(server.seen[2].query.has('continue')).toBe(false);
    });

    it('fails when it is lost again', async () => {
      server.reply(
        answer(deploymentList(['a'], { continue: 'more' })),
        gone,
        answer(deploymentList(['a'], { continue: 'more' })),
        gone,
      );
      expect((await failureOf(listNames(connect()))).kind).toBe('expired');
    });

    it('fails at once when there was no place to lose', async () => {
      server.reply(gone);
      expect((await failureOf(listNames(connect()))).kind).toBe('expired');
      expect(server.seen).toHaveLength(1);
    });
  });

  describe('from a server that gives no answer', () => {
    it('is given up before headers', async () => {
      server.reply(silence);
      const failing = failureOf(listNames(connect()));
      await server.untilSeen(1);
      await clock.untilPending(15_000);
      await clock.advance(14_999);
      await clock.advance(1);
      expect(await failing).toMatchObject({
        kind: 'unreachable',
        reason: 'did not answer within 15 s',
        message: 'did not answer within 15 s (GET /apis/apps/v1/deployments)',
      });
    });

    it('is given up in the body', async () => {
      const live = new LiveReply();
      server.reply(live.reply);
      const failing = failureOf(listNames(connect()));
      await live.opened;
      live.write('{"kind":');
      await clock.untilPending(20_000);
      await clock.advance(20_000);
      expect(await failing).toMatchObject({
        kind: 'unreachable',
        reason: 'the answer stalled for 20 s',
      });
      await live.closed;
    });

    it('is given up when it takes too long in all', async () => {
      const live = new LiveReply();
      server.reply(live.reply);
      const failing = failureOf(listNames(connect({ listTimeoutMs: 16_000 })));
      await live.opened;
      await clock.untilPending(16_000);
      await clock.advance(16_000);
      expect((await failing).reason).toBe(
        'the answer was not complete within 16 s',
      );
    });

    it('is given up when it sends a byte a second', async () => {
      const live = new LiveReply();
      server.reply(live.reply);
      const failing = failureOf(listNames(connect({ listTimeoutMs: 40_000 })));
      await live.opened;
      await clock.untilPending(20_000);
      const bytes = JSON.stringify(deploymentList(['cart']));
      for (let second = 0; second < 40; second += 1) {
        live.write(bytes[second]);
        await new Promise(resolve => setTimeout(resolve, 2));
        await clock.advance(1_000);
      }
      expect(await failing).toMatchObject({
        kind: 'unreachable',
        reason: 'the answer was not complete within 40 s',
      });
      await live.closed;
    });

    it('fails when it refuses', async () => {
      const gone = await FakeServer.start();
      await gone.stop();
      const dead = KubernetesClient.create({
        connection: { server: gone.url },
      });
      clients.push(dead);
      expect(await failureOf(listNames(dead))).toMatchObject({
        kind: 'unreachable',
        reason: 'connection refused',
      });
    });

    it('fails when it hangs up', async () => {
      server.reply(cut);
      expect(await failureOf(listNames(connect()))).toMatchObject({
        kind: 'unreachable',
        reason: expect.stringMatching(/^connection (reset|closed before)/),
      });
    });

    it('fails when it hangs up before the promised length', async () => {
      server.reply(response => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': 100_000,
        });
        response.write(JSON.stringify(deploymentList(['cart'])), () =>
          response.socket?.destroy(),
        );
      });
      expect(await failureOf(listNames(connect()))).toMatchObject({
        kind: 'unreachable',
        reason: 'connection closed before the answer was complete',
      });
    });
  });

  it('stops at the signal of the caller', async () => {
    server.reply(silence);
    const stopping = new AbortController();
    const failing = failureOf(
      connect().list(deployments, {
        signal: stopping.signal,
        onPage: () => {},
      }),
    );
    await server.untilSeen(1);
    stopping.abort();
    expect(await failing).toMatchObject({
      kind: 'aborted',
      reason: 'stopped by the caller',
    });
  });

  it('does not begin under a signal that has aborted', async () => {
    const error = await failureOf(
      connect().list(deployments, {
        signal: AbortSignal.abort(),
        onPage: () => {},
      }),
    );
    expect(error.kind).toBe('aborted');
    expect(server.seen).toHaveLength(0);
  });

  it('ends when the client is closed, whether under way or waiting', async () => {
    server.reply(silence);
    const client = connect({ connections: 1 });
    const underWay = failureOf(listNames(client));
    const waiting = failureOf(listNames(client));
    await server.untilSeen(1);
    await client.close();
    expect((await underWay).kind).toBe('aborted');
    expect((await waiting).kind).toBe('aborted');
    expect((await failureOf(listNames(client))).kind).toBe('aborted');
    expect(server.seen).toHaveLength(1);
  });

  it('keeps to the number of connections', async () => {
    const first = new LiveReply();
    const second = new LiveReply();
    server.reply(first.reply, second.reply, answer(deploymentList(['c'])));
    const client = connect({ connections: 2 });
    const lists = [listNames(client), listNames(client), listNames(client)];
    await Promise.all([first.opened, second.opened]);
    expect(server.connections).toBe(2);
    first.write(JSON.stringify(deploymentList(['a'])));
    first.end();
    await lists[0];
    await lists[2];
    second.write(JSON.stringify(deploymentList(['b'])));
    second.end();
    await Promise.all(lists);
    // The third took the place, and with it the connection, of the first.
    expect(server.opened).toBe(2);
  });
});
