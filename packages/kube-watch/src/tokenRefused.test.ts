import { KubernetesError } from './errors';
import { KubernetesClient } from './KubernetesClient';
import { failureOf } from './testing/failureOf';
import { FakeServer } from './testing/FakeServer';
import { answer } from './testing/replies';

const version = { major: '1', minor: '36', gitVersion: 'v1.36.1' };

describe('a token that expires', () => {
  let server: FakeServer;
  let client: KubernetesClient | undefined;

  beforeEach(async () => {
    server = await FakeServer.start();
  });
  afterEach(async () => {
    await client?.close();
    await server.stop();
  });

  it('is told to whoever gives tokens when it is refused, and only then', async () => {
    const refused: string[] = [];
    let token = 'old';
    client = KubernetesClient.create({
      connection: {
        server: server.url,
        token: async () => token,
        onTokenRefused: old => {
          refused.push(old);
          token = 'new';
        },
      },
    });
    server.reply(answer({ kind: 'Status', code: 401 }, { status: 401 }));
    expect((await failureOf(client.version())).kind).toBe('unauthorized');
    expect(refused).toEqual(['old']);
    server.reply(answer(version));
    await expect(client.version()).resolves.toEqual(version);
    server.reply(answer({ kind: 'Status', code: 403 }, { status: 403 }));
    expect((await failureOf(client.version())).kind).toBe('forbidden');
    expect(refused).toEqual(['old']);
  });

  it('has the reason told why none could be had, if it was meant to be', async () => {
    client = KubernetesClient.create({
      connection: {
        server: server.url,
        token: async () => {
          throw new KubernetesError('unauthorized', 'the program timed out');
        },
      },
    });
    expect(await failureOf(client.version())).toMatchObject({
      kind: 'unauthorized',
      reason: 'the program timed out',
    });
  });
});
