import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import { testAdapter } from '../__testUtils__/deployments';
import { checkClusterNames } from './checkClusterNames';
import { checkPolls } from './pollSchema';
import { readFleetConfig } from './readFleetConfig';

const TOKEN = 'canary-of-a-token';

function read(entry: JsonObject, network?: JsonObject) {
  const { config, problems } = readFleetConfig(
    mockServices.rootConfig({
      data: {
        fleet: {
          ...(network ? { network } : {}),
          polls: [
            {
              cluster: 'hub',
              poll: 'argocd/Cluster',
              namespace: 'argocd',
              ...entry,
            },
          ],
        },
      },
    }),
  );
  expect(JSON.stringify(problems)).not.toContain(TOKEN);
  return { polls: config.polls ?? [], problems };
}

describe('fleet.polls', () => {
  it('goes through the API server where nothing else is said', () => {
    expect(read({ service: { port: 80, scheme: 'http' } })).toEqual({
      polls: [
        {
          cluster: 'hub',
          adapter: 'argocd',
          kind: 'Cluster',
          namespace: 'argocd',
          service: { port: 80, scheme: 'http' },
          key: 'fleet.polls[0]',
        },
      ],
      problems: [],
    });
  });

  it('goes to an address with a token, under the network policy', () => {
    const { polls, problems } = read(
      {
        url: 'https://argocd.example.com/base',
        token: TOKEN,
        intervalSeconds: 120,
      },
      { allow: ['10.0.0.0/8'] },
    );
    expect(problems).toEqual([]);
    expect(polls).toMatchObject([
      {
        intervalSeconds: 120,
        connection: {
          server: 'https://argocd.example.com/base',
          token: TOKEN,
          networkPolicy: { allowPrivate: true, allow: ['10.0.0.0/8'] },
        },
      },
    ]);
  });

  it.each<[string, JsonObject, string, RegExp]>([
    ['a token without url', { token: TOKEN }, 'token', /Authorization header/],
    [
      'a CA without url',
      { caData: '-----BEGIN CERTIFICATE-----' },
      'caData',
      /'url'/,
    ],
    [
      'a service with url',
      { url: 'https://a.example.com', service: { name: 'x' } },
      'service',
      /no service of the cluster/,
    ],
    ['no URL', { url: 'argocd.example.com' }, 'url', /no URL/],
    ['another protocol', { url: 'ftp://a.example.com' }, 'url', /https:/],
    [
      'credentials in the URL',
      { url: `https://x:${TOKEN}@a.example.com` },
      'url',
      /must not hold credentials/,
    ],
    [
      'a token in the clear',
      { url: 'http://a.example.com', token: TOKEN },
      'url',
      /not encrypted/,
    ],
    [
      'a metadata service',
      { url: 'http://169.254.169.254' },
      'url',
      /metadata|link-local/,
    ],
    [
      'a token of two words',
      { url: 'https://a.example.com', token: `${TOKEN} x` },
      'token',
      /one word/,
    ],
    [
      'an interval that is too short',
      { intervalSeconds: 5 },
      'intervalSeconds',
      /30/,
    ],
    [
      'a namespace with a slash',
      { namespace: 'a/b' },
      'namespace',
      /name of a namespace/,
    ],
    [
      'a service that climbs',
      { service: { name: '../x' } },
      'service.name',
      /name of a service/,
    ],
    ['no poll', { poll: 'argocd' }, 'poll', /id of an adapter/],
    ['an unknown key', { tokenFile: 'x' }, 'tokenFile', /not a known key/],
  ])('refuses %s', (_, entry, at, message) => {
    const { polls, problems } = read(entry);
    expect(polls).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        key: `fleet.polls[0].${at}`,
        message: expect.stringMatching(message),
      }),
    ]);
  });

  it('takes settings as they are, and tells which a poll does not take', () => {
    const { polls, problems } = read({ settings: { days: 3, label: 'team' } });
    expect(problems).toEqual([]);
    expect(polls).toMatchObject([{ settings: { days: 3, label: 'team' } }]);
    expect(checkPolls(polls, adapters)).toEqual([
      {
        key: 'fleet.polls[0].settings',
        value: 'argocd/Cluster',
        message:
          'cannot be used, so that nothing is asked: settings: it takes none',
      },
    ]);
    expect(read({ settings: 'days=3' }).problems).toEqual([
      expect.objectContaining({ key: 'fleet.polls[0].settings' }),
    ]);
  });

  it('has to mean a poll and a cluster that there are, and each once', () => {
    const { polls } = read({});
    const [known] = polls;
    expect(checkPolls(polls, adapters)).toEqual([]);
    expect(checkPolls(polls, [testAdapter])).toEqual([
      expect.objectContaining({
        key: 'fleet.polls[0].poll',
        message: expect.stringContaining('No adapter has any'),
      }),
    ]);
    expect(checkPolls([{ ...known, kind: 'Cost' }], adapters)).toEqual([
      expect.objectContaining({
        value: 'argocd/Cost',
        message: expect.stringContaining('argocd/Cluster'),
      }),
    ]);
    expect(
      checkPolls([known, { ...known, key: 'fleet.polls[1]' }], adapters),
    ).toEqual([
      expect.objectContaining({
        key: 'fleet.polls[1]',
        message: expect.stringContaining('fleet.polls[0]'),
      }),
    ]);
    expect(
      checkClusterNames({ attributes: [], references: [], polls }, []),
    ).toEqual([
      expect.objectContaining({ key: 'fleet.polls[0].cluster', value: 'hub' }),
    ]);
  });
});
