import { mockServices } from '@backstage/backend-test-utils';
import { ServerSideCredentials } from './ServerSideCredentials';

function credentialsOf() {
  const state = { now: 0, asked: [] as string[], created: 0, failing: false };
  const credentials = ServerSideCredentials.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
    now: () => state.now,
    createStrategy: async provider => {
      state.created += 1;
      return {
        getCredential: async ({ name }) => {
          state.asked.push(name);
          if (state.failing) throw new Error('no identity');
          return {
            type: 'bearer token',
            token: `${provider}-${state.asked.length}`,
          };
        },
      };
    },
  });
  const tokenOf = (provider: 'aws' | 'azure', name: string) =>
    credentials
      .tokensOf(provider, { name, url: 'https://a', authMetadata: {} })
      .getToken();
  return { state, credentials, tokenOf };
}

describe('ServerSideCredentials', () => {
  it('asks for each cluster of AWS, whose tokens live for a quarter of an hour', async () => {
    const { state, tokenOf } = credentialsOf();
    expect(await tokenOf('aws', 'a')).toEqual({
      token: 'aws-1',
      expiresAt: 840_000,
    });
    expect(await tokenOf('aws', 'b')).toMatchObject({ token: 'aws-2' });
    expect(state.asked).toEqual(['a', 'b']);
    expect(state.created).toBe(1);
  });

  it('asks once for many clusters that share a token, and again later', async () => {
    const { state, tokenOf } = credentialsOf();
    const names = ['a', 'b', 'c'];
    expect(
      await Promise.all(names.map(name => tokenOf('azure', name))),
    ).toEqual(names.map(() => ({ token: 'azure-1' })));
    state.now = 30_000;
    expect(await tokenOf('azure', 'a')).toEqual({ token: 'azure-2' });
  });

  it('does not keep a failure', async () => {
    const { state, tokenOf } = credentialsOf();
    state.failing = true;
    await expect(tokenOf('azure', 'a')).rejects.toThrow('no identity');
    state.failing = false;
    expect(await tokenOf('azure', 'a')).toEqual({ token: 'azure-2' });
  });

  it('asks a new strategy after a failure: that of Azure keeps its own', async () => {
    let created = 0;
    const credentials = ServerSideCredentials.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      createStrategy: async () => {
        created += 1;
        const broken = created === 1;
        return {
          getCredential: async () => {
            if (broken) throw new Error('no identity yet');
            return { type: 'bearer token', token: 't' };
          },
        };
      },
    });
    const { getToken } = credentials.tokensOf('azure', {
      name: 'a',
      url: 'https://a',
      authMetadata: {},
    });
    await expect(getToken()).rejects.toThrow('no identity yet');
    expect(await getToken()).toEqual({ token: 't' });
  });

  it("loads the Kubernetes plugin's own strategies", async () => {
    const credentials = ServerSideCredentials.create({
      config: mockServices.rootConfig({
        data: {
          aws: {
            mainAccount: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 's' },
          },
        },
      }),
      logger: mockServices.logger.mock(),
    });
    const { token } = await credentials
      .tokensOf('aws', { name: 'a', url: 'https://a', authMetadata: {} })
      .getToken();
    expect(token).toMatch(/^k8s-aws-v1\./);
    expect(
      Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString(),
    ).toContain('Action=GetCallerIdentity');
  });
});
