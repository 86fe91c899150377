import type {
  ClusterConnection,
  ClusterOrigin,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import { TestSource } from '../../__testUtils__/engine';
import type { NetworkConfig } from '../../config/FleetConfig';
import { GuardedSource } from './GuardedSource';
import { guardRecord } from './guardRecord';
import { ToldClusters } from './ToldClusters';

const NONE: NetworkConfig = {
  allow: [],
  allowSkipTlsVerify: [],
  allowAmbientCredentials: [],
};

const AMBIENT = {
  key: 'aws:1',
  ambient: true,
  getToken: async () => ({ token: 't' }),
};

function guard(
  connection: Partial<ClusterConnection>,
  origin?: ClusterOrigin,
  network: Partial<NetworkConfig> = {},
) {
  const { access } = guardRecord({
    source: 'test',
    record: {
      name: 'a',
      ...(origin ? { origin } : {}),
      access: {
        type: 'direct',
        connection: { server: 'https://api.example', ...connection },
      },
    },
    network: { ...NONE, ...network },
  });
  return access.type === 'direct' ? 'direct' : access.reason;
}

describe('guardRecord', () => {
  it('gives what it lets through the policy that connections are judged by', () => {
    const record = (origin?: ClusterOrigin): ClusterRecord => ({
      name: 'a',
      origin,
      access: {
        type: 'direct',
        connection: {
          server: 'https://api.example',
          token: 't',
          networkPolicy: { allowPrivate: true, allow: ['own.example', '???'] },
        },
      },
    });
    const policyOf = (origin?: ClusterOrigin) =>
      guardRecord({
        source: 'test',
        record: record(origin),
        network: { ...NONE, allow: ['10.0.0.0/8'] },
      }).access;
    expect(policyOf('operator')).toMatchObject({
      connection: {
        token: 't',
        networkPolicy: {
          allowPrivate: true,
          allow: ['10.0.0.0/8', 'own.example'],
        },
      },
    });
    // A source may not make an address private that somebody else chose.
    expect(policyOf('catalog')).toMatchObject({
      connection: { networkPolicy: { allowPrivate: false } },
    });
  });

  it.each<ClusterOrigin | undefined>(['catalog', 'hub', 'template', undefined])(
    'is strict with an address of %s',
    origin => {
      expect(guard({}, origin)).toBe('direct');
      expect(guard({ server: 'https://10.0.0.1' }, origin)).toContain(
        'fleet.network.allow',
      );
      expect(guard({ server: 'http://api.example' }, origin)).toContain(
        'not encrypted',
      );
      expect(guard({ tokenFile: '/etc/passwd' }, origin)).toContain('file');
      expect(guard({ skipTlsVerify: true }, origin)).toContain(
        "'test/a' to fleet.network.allowSkipTlsVerify",
      );
      expect(guard({ tokenProvider: AMBIENT }, origin)).toContain(
        "'api.example' to fleet.network.allowAmbientCredentials",
      );
    },
  );

  it('follows the operator, who may list each of them', () => {
    expect(guard({ server: 'http://10.0.0.1' }, 'operator')).toBe('direct');
    expect(guard({ tokenFile: '/run/token' }, 'operator')).toBe('direct');
    expect(guard({ skipTlsVerify: true }, 'operator')).toBe('direct');
    expect(guard({ tokenProvider: AMBIENT }, 'operator')).toBe('direct');
    expect(
      guard({ server: 'https://10.0.0.1' }, 'hub', { allow: ['10.0.0.0/8'] }),
    ).toBe('direct');
    expect(
      guard({ skipTlsVerify: true }, 'hub', {
        allowSkipTlsVerify: ['test/a'],
      }),
    ).toBe('direct');
    expect(
      guard({ tokenProvider: AMBIENT }, 'catalog', {
        allowAmbientCredentials: ['*.example'],
      }),
    ).toBe('direct');
  });

  it('shows no credentials that stand in a URL', () => {
    const record = guardRecord({
      source: 'test',
      record: {
        name: 'a',
        access: {
          type: 'direct',
          connection: {
            server: 'https://admin:hunter2@api.example/?t=hunter2',
          },
        },
      },
      network: NONE,
    });
    expect(record.access).toEqual({
      type: 'not-asked',
      server: 'https://api.example',
      reason: 'the server must not hold credentials',
    });
  });
});

describe('ToldClusters', () => {
  const record = (
    name: string,
    server: string,
    origin?: ClusterOrigin,
  ): ClusterRecord => ({
    name,
    origin,
    access: { type: 'direct', connection: { server } },
  });

  it('finds a hub that a guarded source told, and says when it changes', async () => {
    const told = new ToldClusters();
    let changes = 0;
    const off = told.onChanged(() => {
      changes += 1;
    });
    const inner = new TestSource('one', [
      record('hub', 'https://hub.example', 'operator'),
    ]);
    const passedOn: ClusterRecord[][] = [];
    await GuardedSource.create({ source: inner, network: NONE, told }).connect({
      replaceClusters: async records => {
        passedOn.push(records);
      },
      replaceProblems: () => {},
    });
    expect(told.find('hub')).toMatchObject({
      outcome: 'found',
      connection: { server: 'https://hub.example' },
    });
    expect(told.find('one/hub')).toMatchObject({ outcome: 'found' });
    expect(passedOn).toHaveLength(1);
    expect(changes).toBe(1);
    await inner.connection.replaceClusters([
      record('hub', 'https://hub.example', 'operator'),
    ]);
    expect(changes).toBe(1);
    off();
    await inner.connection.replaceClusters([]);
    expect(changes).toBe(1);
    expect(told.find('hub')).toMatchObject({ outcome: 'missing' });
  });

  it('lets nobody pass a cluster off as a hub', () => {
    const told = new ToldClusters();
    told.tell('catalog', [record('hub', 'https://evil.example', 'catalog')]);
    expect(told.find('hub').outcome).toBe('missing');
    told.tell('config', [record('hub', 'https://hub.example', 'operator')]);
    expect(told.find('hub')).toMatchObject({
      connection: { server: 'https://hub.example' },
    });
    expect(told.find('catalog/hub')).toMatchObject({
      connection: { server: 'https://evil.example' },
    });
    told.tell('other', [record('hub', 'https://x.example', 'operator')]);
    expect(told.find('hub')).toMatchObject({
      reason: expect.stringContaining('2 clusters'),
    });
  });
});
