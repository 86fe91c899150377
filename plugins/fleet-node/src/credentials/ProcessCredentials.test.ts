import { ProcessCredentials } from './ProcessCredentials';

const REQUEST = { clusterId: 'c-1', server: 'https://api.example' };

describe('ProcessCredentials', () => {
  it('says what to do where the fleet runs elsewhere', async () => {
    expect(await new ProcessCredentials().credentialsOf(REQUEST)).toEqual({
      outcome: 'refused',
      reason: 'no-fleet',
      message: expect.stringContaining('install both plugins in one backend'),
    });
  });

  it('asks who provides them, until that ends', async () => {
    const credentials = new ProcessCredentials();
    const asked: unknown[] = [];
    const end = credentials.provide({
      credentialsOf: async request => {
        asked.push(request);
        return { outcome: 'given', credential: { type: 'none' } };
      },
    });
    expect(await credentials.credentialsOf(REQUEST)).toMatchObject({
      outcome: 'given',
    });
    expect(asked).toEqual([REQUEST]);
    expect(() =>
      credentials.provide({ credentialsOf: credentials.credentialsOf }),
    ).toThrow('Install the fleet plugin once');
    end();
    expect(await credentials.credentialsOf(REQUEST)).toMatchObject({
      reason: 'no-fleet',
    });
  });
});
