import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import { byId, CONFIGURED, connection, own } from '../__testUtils__/connection';
import { countedLog } from '../__testUtils__/countedLog';
import type { Share } from '../readShare';
import { addClusters } from './addClusters';
import { toClusterDetails } from './toClusterDetails';

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

function added(
  connections: Connection[],
  options: { own?: ReturnType<typeof own>[]; share?: Share } = {},
) {
  const { lines, log } = countedLog();
  const clusters = addClusters({
    own: options.own ?? [],
    known: byId(...connections),
    share: options.share ?? CONFIGURED,
    log,
  });
  return { clusters, lines, names: clusters.map(({ name }) => name) };
}

describe('toClusterDetails', () => {
  it('gives what that plugin wants, and no credential', () => {
    expect(
      toClusterDetails(
        connection('c-1', {
          name: 'blue',
          title: 'Blue',
          access: { caData: PEM, server: 'https://blue.example/k8s' },
        }),
        CONFIGURED,
      ),
    ).toEqual({
      type: 'handed',
      details: {
        name: 'blue',
        title: 'Blue',
        url: 'https://blue.example/k8s',
        authMetadata: {
          'kubernetes.io/auth-provider': 'serviceAccount',
          serviceAccountToken: 'held-by-fleet',
          'fleet.backstage.io/cluster-id': 'c-1',
        },
        skipTLSVerify: false,
        skipMetricsLookup: false,
        caData: Buffer.from(PEM).toString('base64'),
      },
    });
  });

  it.each<[string, Connection, Share?]>([
    [
      'not written by the operator',
      connection('c-1', { access: { origin: 'hub' } }),
    ],
    [
      'not written by the operator',
      connection('c-1', {
        access: { origin: 'unknown' },
        authentication: { type: 'none' },
      }),
      { mode: 'none', origins: ['operator'] },
    ],
    [
      "set kubernetes.fleet.shareCredentials to 'configured'",
      connection('c-1'),
      { mode: 'none', origins: ['operator'] },
    ],
    ['another name', connection('c-1', { access: { tlsServerName: 'x' } })],
    [
      'add a token',
      connection('c-1', {
        access: { type: 'not-asked', reason: 'add a token' },
      }),
    ],
  ])('leaves out with a reason: %s', (reason, each, share = CONFIGURED) => {
    const handed = toClusterDetails(each, share);
    expect(handed.type).toBe('left-out');
    expect(JSON.stringify(handed)).toContain(reason);
  });

  it.each([
    ['a\r\nX-Evil: 1', 'a-X-Evil:-1'],
    ['hub:argocd:a/prod', 'hub:argocd:a/prod'],
    ['\u202eevil', '-evil'],
    ['x'.repeat(1_000_000), 'x'.repeat(253)],
  ])('names it so that a header can', (name, expected) => {
    expect(
      toClusterDetails(connection('c-1', { name }), CONFIGURED),
    ).toMatchObject({ details: { name: expected } });
  });
});

describe('addClusters', () => {
  it('adds what is not of the configuration that the plugin reads itself', () => {
    const { names } = added([
      connection('c-1', { name: 'a', sources: ['kubernetes'] }),
      connection('c-2', {
        name: 'b',
        sources: ['hub:x', 'kubernetes:catalog'],
      }),
      connection('c-3', { name: 'c', sources: ['kubernetes:gke:project'] }),
      connection('c-4', { name: 'd' }),
    ]);
    expect(names).toEqual(['d']);
  });

  it('adds nothing twice, whatever the plugin calls it', () => {
    const { names } = added(
      [
        connection('c-1', { access: { server: 'https://API.example:443/' } }),
        connection('c-2', { access: { server: 'https://api.example/other' } }),
      ],
      { own: [own('its-own-name', 'https://api.example')] },
    );
    expect(names).toEqual(['c-2']);
  });

  it('gives one whose name is taken its id, and says so once', () => {
    const connections = [
      connection('c-0123456789abcdef', { name: 'prod' }),
      connection('c-0123456789fedcba', { name: 'prod' }),
    ];
    const { names, lines } = added(connections, { own: [own('prod')] });
    expect(names).toEqual(['prod-c-01234567', 'prod-c-0123456789fedcba']);
    expect(lines).toHaveLength(2);
  });

  it('gives the shorter name to the one that the fleet gives it to', () => {
    const second = connection('c-0000000000', { name: 'prod' });
    const { names } = added([
      { ...second, name: 'hub:x/prod' },
      connection('c-9999999999', { name: 'prod' }),
    ]);
    expect(names).toEqual(['prod', 'prod-c-00000000']);
  });

  it('tells how many were left out, and one reason, on one line', () => {
    const { lines } = added(
      Array.from({ length: 30 }, (_, index) =>
        connection(`c-${index}`, {
          name: `hub-${index}\nforged line`,
          access: { origin: 'hub' },
        }),
      ),
    );
    expect(lines).toEqual([
      {
        message: expect.stringContaining('were not given'),
        meta: {
          clusters: 30,
          first: expect.stringContaining(
            "set kubernetes.fleet.shareCredentials to 'all'",
          ),
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('forged');
  });
});
