import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { KubernetesError } from './errors';
import { KubernetesClient } from './KubernetesClient';
import { failureOf } from './testing/failureOf';
import { FakeServer } from './testing/FakeServer';
import { ManualClock } from './testing/ManualClock';
import { answer } from './testing/replies';
import type { KubernetesConnection } from './types';

const version = { major: '1', minor: '36', gitVersion: 'v1.36.1' };

const closing: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) {
    await close();
  }
});

async function startServer(tls?: { key: string; cert: string }) {
  const server = await FakeServer.start(tls);
  closing.push(() => server.stop());
  return server;
}

function connect(connection: KubernetesConnection, clock?: ManualClock) {
  const client = KubernetesClient.create({ connection, clock });
  closing.push(() => client.close());
  return client;
}

function refusal(connection: KubernetesConnection): string {
  try {
    KubernetesClient.create({ connection });
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'invalid') {
      return error.reason;
    }
    throw error;
  }
  throw new Error('the connection was accepted');
}

async function certificate(name: string, expired = false) {
  const day = 24 * 3600 * 1000;
  const { private: key, cert } = await generate(
    [{ name: 'commonName', value: name }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(Date.now() - 10 * day),
      notAfterDate: new Date(Date.now() + (expired ? -5 : 5) * day),
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            name === '127.0.0.1'
              ? { type: 7, ip: name }
              : { type: 2, value: name },
          ],
        },
      ],
    },
  );
  return { key, cert };
}

describe('TLS', () => {
  let own: { key: string; cert: string };

  beforeAll(async () => {
    own = await certificate('127.0.0.1');
  });

  it('refuses a certificate that nobody vouches for', async () => {
    const { url } = await startServer(own);
    expect(await failureOf(connect({ server: url }).version())).toMatchObject({
      kind: 'unreachable',
      message:
        'certificate is not trusted (self-signed certificate) (GET /version)',
    });
  });

  it('refuses the certificate of another authority', async () => {
    const other = await certificate('127.0.0.1');
    const { url } = await startServer(own);
    const error = await failureOf(
      connect({ server: url, caData: other.cert }).version(),
    );
    expect(error.reason).toMatch(/^certificate is not trusted \(/);
  });

  it('trusts the authority that it is given', async () => {
    const server = await startServer(own);
    server.reply(answer(version));
    await expect(
      connect({ server: server.url, caData: own.cert }).version(),
    ).resolves.toEqual(version);
  });

  it('trusts the authority in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kube-watch-'));
    closing.push(() => rm(folder, { recursive: true }));
    const caFile = join(folder, 'ca.crt');
    await writeFile(caFile, own.cert);
    const server = await startServer(own);
    server.reply(answer(version));
    await expect(
      connect({ server: server.url, caFile }).version(),
    ).resolves.toEqual(version);
  });

  it('verifies even where the environment says not to', async () => {
    const { url } = await startServer(own);
    // In a process of its own: what Jest shows as the environment is not the one that TLS looks at.
    const program = `
      const { KubernetesClient } = require(${JSON.stringify(
        require.resolve('./KubernetesClient'),
      )});
      KubernetesClient.create({ connection: { server: '${url}' } })
        .version()
        .then(() => console.log('trusted'), ({ reason }) => console.log(reason));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--require', '@backstage/cli/config/nodeTransform.cjs', '-e', program],
      {
        cwd: __dirname,
        env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      },
    );
    expect(stdout).toMatch(/^certificate is not trusted/);
  }, 30_000);

  it('asks nothing when told not to verify', async () => {
    const server = await startServer(own);
    server.reply(answer(version));
    await expect(
      connect({ server: server.url, skipTlsVerify: true }).version(),
    ).resolves.toEqual(version);
  });

  it('refuses an expired certificate', async () => {
    const expired = await certificate('127.0.0.1', true);
    const { url } = await startServer(expired);
    const { reason } = await failureOf(
      connect({ server: url, caData: expired.cert }).version(),
    );
    expect(reason).toBe('certificate is not trusted (expired)');
  });

  it('expects the name that it is told', async () => {
    const named = await certificate('api.example.com');
    const server = await startServer(named);
    server.reply(answer(version));
    const connection = { server: server.url, caData: named.cert };
    expect((await failureOf(connect(connection).version())).reason).toBe(
      'certificate is not trusted (issued for another name)',
    );
    await expect(
      connect({ ...connection, tlsServerName: 'api.example.com' }).version(),
    ).resolves.toEqual(version);
  });

  it('says so when the other side speaks no TLS', async () => {
    const { url } = await startServer();
    const { kind, reason } = await failureOf(
      connect({ server: url.replace('http:', 'https:') }).version(),
    );
    expect(kind).toBe('unreachable');
    expect(reason).toMatch(/^(TLS failed|connection )/);
  });
});

describe('settings', () => {
  it.each([
    ['ftp://example.com', "'server' must be an http or https URL"],
    ['example.com', "'server' must be an http or https URL"],
    ['', "'server' must be an http or https URL"],
    ['https://a:b@example.com', "'server' must not contain credentials"],
    ['https://example.com/?a=b', "'server' must have neither query nor"],
    ['https://example.com/?', "'server' must have neither query nor"],
    ['https://example.com/#x', "'server' must have neither query nor"],
  ])('refuse the server %p', (server, reason) => {
    expect(refusal({ server })).toContain(reason);
  });

  it('refuse authorities that are none', () => {
    const server = 'https://example.com';
    expect(refusal({ server, caData: 'bm90IFBFTQ==' })).toBe(
      "'caData' holds no PEM certificate",
    );
    expect(
      refusal({
        server,
        caData:
          '-----BEGIN CERTIFICATE-----\nbm90IGl0\n-----END CERTIFICATE-----',
      }),
    ).toBe("'caData' holds a certificate that is damaged");
    expect(refusal({ server, caFile: '/does/not/exist' })).toBe(
      "'caFile' cannot be read",
    );
  });

  it('refuse half of a client certificate, and one that is unusable', async () => {
    const server = 'https://example.com';
    const { cert } = await certificate('client');
    const { key: otherKey } = await certificate('other');
    expect(refusal({ server, clientCertificate: cert })).toBe(
      "'clientCertificate' and 'clientKey' go together",
    );
    expect(
      refusal({ server, clientCertificate: cert, clientKey: otherKey }),
    ).toBe("'clientCertificate' and 'clientKey' cannot be used");
  });

  it.each([
    ['', 'the token is empty'],
    [
      'a\r\nx-other: b',
      'the token holds characters that cannot be sent in a header',
    ],
  ])('refuse the token %p', (token, reason) => {
    expect(refusal({ server: 'https://example.com', token })).toBe(reason);
  });

  it.each([
    [{ connections: 0 }, "the limit 'connections' must be a positive"],
    [{ pageSize: 1.5 }, "the limit 'pageSize' must be a positive"],
    [{ maxLineBytes: Infinity }, "the limit 'maxLineBytes' must be a positive"],
    [{ maxPageBytes: 2 ** 40 }, "the limit 'maxPageBytes' must be at most"],
  ])('refuse the limits %p', (limits, reason) => {
    expect(() =>
      KubernetesClient.create({
        connection: { server: 'https://example.com' },
        limits,
      }),
    ).toThrow(reason);
  });
});

describe('an address', () => {
  const onlyLoopback = (address: string) => {
    if (address !== '127.0.0.1' && address !== '::1') {
      throw new KubernetesError('invalid', `address ${address} is not allowed`);
    }
  };

  it('is looked at before it is connected to, together with the name it was found by', async () => {
    const server = await startServer();
    server.reply(answer(version));
    const checkAddress = jest.fn(onlyLoopback);
    const named = server.url.replace('127.0.0.1', 'localhost');
    // `localhost` may be ::1 as well, where nothing listens: the other address is tried then.
    await connect({ server: named, checkAddress }).version();
    expect(checkAddress).toHaveBeenCalledWith('127.0.0.1', 'localhost');
    expect(server.seen[0].headers.host).toBe(new URL(named).host);
  });

  it.each(['localhost', '127.0.0.1', '[::ffff:127.0.0.1]', '0x7f.1'])(
    'that is refused is not connected to: %s',
    async host => {
      const server = await startServer();
      const refuse = jest.fn((address: string) => {
        if (address.startsWith('127.') || address === '::1') {
          throw new KubernetesError('invalid', 'loopback is not allowed');
        }
      });
      const client = connect({
        server: server.url.replace('127.0.0.1', host),
        token: 'secret',
        checkAddress: refuse,
      });
      expect(await failureOf(client.version())).toMatchObject({
        kind: 'invalid',
        reason: 'loopback is not allowed',
        where: 'GET /version',
      });
      expect(refuse).toHaveBeenCalled();
      expect(server.opened).toBe(0);
    },
  );

  it('is looked at again for each connection', async () => {
    const server = await startServer();
    server.reply(
      answer(version, { headers: { connection: 'close' } }),
      answer(version),
    );
    let isAllowed = true;
    const client = connect({
      server: server.url,
      checkAddress: () => {
        if (!isAllowed) {
          throw new Error('not any more');
        }
      },
    });
    await client.version();
    isAllowed = false;
    expect((await failureOf(client.version())).reason).toBe(
      'the address is refused',
    );
    expect(server.opened).toBe(1);
  });

  it('that was looked at does not change whose certificate is expected', async () => {
    const own = await certificate('localhost');
    const server = await startServer(own);
    server.reply(answer(version));
    const connection = { caData: own.cert, checkAddress: onlyLoopback };
    await expect(
      connect({
        ...connection,
        server: server.url.replace('127.0.0.1', 'localhost'),
      }).version(),
    ).resolves.toEqual(version);
    expect(
      (
        await failureOf(
          connect({ ...connection, server: server.url }).version(),
        )
      ).reason,
    ).toBe('certificate is not trusted (issued for another name)');
  });
});

describe('a token', () => {
  it('is not carried to where a redirect leads', async () => {
    const other = await startServer();
    const server = await startServer();
    server.reply(
      answer('', {
        status: 307,
        headers: { location: `${other.url}/version` },
      }),
    );
    const client = connect({ server: server.url, token: 'secret' });
    expect((await failureOf(client.version())).kind).toBe('invalid');
    expect(server.seen[0].headers.authorization).toBe('Bearer secret');
    expect(other.opened).toBe(0);
  });
});

describe('a token that is asked for', () => {
  it('is asked for each time, and trimmed', async () => {
    const server = await startServer();
    server.reply(answer(version), answer(version));
    let count = 0;
    const client = connect({
      server: server.url,
      token: async () => {
        count += 1;
        return `token-${count}\n`;
      },
    });
    await client.version();
    await client.version();
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('that cannot be had is unauthorized, and keeps what its source said out of sight', async () => {
    const server = await startServer();
    const client = connect({
      server: server.url,
      token: () => Promise.reject(new Error('exec printed: hunter2')),
    });
    const error = await failureOf(client.version());
    expect(error).toMatchObject({
      kind: 'unauthorized',
      message: 'no token could be had (GET /version)',
      cause: new Error('exec printed: hunter2'),
    });
    expect(server.seen).toHaveLength(0);
  });

  it('that is empty is unauthorized', async () => {
    const { url } = await startServer();
    const client = connect({ server: url, token: async () => ' ' });
    expect(await failureOf(client.version())).toMatchObject({
      kind: 'unauthorized',
      reason: 'the token is empty',
    });
  });

  it('is not waited for without end', async () => {
    const { url } = await startServer();
    const clock = new ManualClock();
    const client = connect(
      { server: url, token: () => new Promise<string>(() => {}) },
      clock,
    );
    const failing = failureOf(client.version());
    await clock.untilPending(15_000);
    await clock.advance(15_000);
    expect(await failing).toMatchObject({
      kind: 'unauthorized',
      reason: 'no token could be had within 15 s',
    });
  });

  it('is not waited for when the caller stops', async () => {
    const { url } = await startServer();
    const client = connect({
      server: url,
      token: () => new Promise<string>(() => {}),
    });
    const stopping = new AbortController();
    const failing = failureOf(client.version({ signal: stopping.signal }));
    stopping.abort();
    expect((await failing).kind).toBe('aborted');
  });
});

describe('a server that speaks no HTTP', () => {
  async function startRaw(bytes: string): Promise<string> {
    const sockets = new Set<Socket>();
    const server: Server = createServer(socket => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('data', () => socket.write(bytes));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      sockets.forEach(socket => socket.destroy());
      server.close();
      await once(server, 'close');
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('is not waited for when it does not finish the TLS handshake', async () => {
    const server = await startRaw('');
    const client = KubernetesClient.create({
      connection: { server: server.replace('http:', 'https:') },
      limits: { connectTimeoutMs: 20 },
    });
    closing.push(() => client.close());
    expect(await failureOf(client.version())).toMatchObject({
      kind: 'unreachable',
      reason: 'could not connect within 20 ms',
    });
  });

  it('is left in the middle of the TLS handshake when the caller stops', async () => {
    const server = await startRaw('');
    const client = connect({ server: server.replace('http:', 'https:') });
    const stopping = new AbortController();
    const failing = failureOf(client.version({ signal: stopping.signal }));
    await new Promise(resolve => setImmediate(resolve));
    stopping.abort();
    expect((await failing).kind).toBe('aborted');
  });

  it('is invalid', async () => {
    const server = await startRaw('SSH-2.0-OpenSSH_9.2\r\n');
    expect(await failureOf(connect({ server }).version())).toMatchObject({
      kind: 'invalid',
      reason: 'answered something that is not HTTP',
    });
  });

  it('is left when it changes the protocol', async () => {
    const server = await startRaw(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    );
    expect((await failureOf(connect({ server }).version())).kind).toBe(
      'unreachable',
    );
  });

  it('is invalid when its headers never end', async () => {
    const server = await startRaw(
      `HTTP/1.1 200 OK\r\n${'x-pad: '.padEnd(40_000, 'x')}\r\n\r\n`,
    );
    expect((await failureOf(connect({ server }).version())).kind).toBe(
      'invalid',
    );
  });

  it('is not waited for when it only says to wait', async () => {
    const server = await startRaw(
      'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(20),
    );
    const clock = new ManualClock();
    const failing = failureOf(connect({ server }, clock).version());
    await clock.untilPending(15_000);
    await clock.advance(15_000);
    expect((await failing).reason).toBe('did not answer within 15 s');
  });

  it('is not waited for when it sends its headers byte by byte', async () => {
    let socket: Socket | undefined;
    const server = createServer(each => {
      socket = each;
      each.on('error', () => {});
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      socket?.destroy();
      server.close();
      await once(server, 'close');
    });
    const clock = new ManualClock();
    const failing = failureOf(
      connect(
        {
          server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        },
        clock,
      ).version(),
    );
    await clock.untilPending(15_000);
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
    for (let second = 0; second < 15; second += 1) {
      socket?.write(head[second]);
      await new Promise(resolve => setTimeout(resolve, 2));
      await clock.advance(1_000);
    }
    expect(await failing).toMatchObject({
      kind: 'unreachable',
      reason: 'did not answer within 15 s',
    });
  });

  it('cannot make a body of tiny pieces expensive', async () => {
    const json = JSON.stringify(version);
    const pieces = [...json, ...' '.repeat(20_000)]
      .map(character => `1\r\n${character}\r\n`)
      .join('');
    const server = await startRaw(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${pieces}0\r\n\r\n`,
    );
    await expect(connect({ server }).version()).resolves.toEqual(version);
  });
});

it('names hosts that cannot be resolved', async () => {
  const client = connect({ server: 'https://cluster.invalid' });
  const { kind, reason } = await failureOf(client.version());
  expect(kind).toBe('unreachable');
  expect(reason).toMatch(/^host name /);
});
