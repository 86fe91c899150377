import { mockServices } from '@backstage/backend-test-utils';
import { readFleetConfig } from './readFleetConfig';

const read = (act: unknown) =>
  readFleetConfig(
    mockServices.rootConfig({ data: { fleet: { act } } } as never),
  );

describe('fleet.act', () => {
  it.each([
    [{ cluster: 'hub', token: 't' }],
    [{ cluster: 'config/hub', tokenFile: '/run/token' }],
    [{ cluster: 'hub', token: 't', server: 'https://hub.example.com' }],
  ])('takes %j', entry => {
    const { config, problems } = read([entry]);
    expect(config.act).toEqual([{ ...entry, key: 'fleet.act[0]' }]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['neither', { cluster: 'hub' }, 'never uses the credentials'],
    [
      'both',
      { cluster: 'hub', token: 'canary-1', tokenFile: '/t' },
      'only one of',
    ],
    ['no cluster', { token: 'canary-1' }, 'is missing'],
    ['words', { cluster: 'hub', token: 'canary-1 b' }, 'one word'],
    ['no URL', { cluster: 'hub', token: 'canary-1', server: 'x' }, 'URL'],
    ['else', { cluster: 'hub', token: 'canary-1', user: 'x' }, 'not a known'],
  ])('leaves out one with %s, and says why once', (_, entry, words) => {
    const { config, problems } = read([entry]);
    expect(config.act).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      key: expect.stringMatching(/^fleet\.act\[0\]/),
      message: expect.stringContaining(words),
    });
    expect(JSON.stringify(problems)).not.toContain('canary-1');
  });
});
