import { mockServices } from '@backstage/backend-test-utils';
import type {
  AuthenticationStrategy,
  ClusterDetails,
} from '@backstage/plugin-kubernetes-node';
import type {
  FleetCredentialAnswer,
  FleetCredentialRequest,
} from '@fleetview/backstage-plugin-fleet-node';
import { byId, CONFIGURED, connection, own } from '../__testUtils__/connection';
import { countedLog } from '../__testUtils__/countedLog';
import { toClusterDetails } from '../clusters/toClusterDetails';
import { addStrategies } from './addStrategies';
import { CredentialMarks } from './CredentialMarks';
import { FleetCredentialSource } from './FleetCredentialSource';
import { FleetStrategy } from './FleetStrategy';
import { ProxyStrategy } from './ProxyStrategy';

const CANARY = 'canary-of-a-token';
const TOKEN: FleetCredentialAnswer = {
  outcome: 'given',
  credential: { type: 'token', token: CANARY },
};
const CERTIFICATE: FleetCredentialAnswer = {
  outcome: 'given',
  credential: { type: 'client-certificate', certificate: 'CERT', key: 'KEY' },
};
const NONE: FleetCredentialAnswer = {
  outcome: 'given',
  credential: { type: 'none' },
};
const REFUSED: FleetCredentialAnswer = {
  outcome: 'refused',
  reason: 'unavailable',
  message: 'the cloud is away',
};

function begin(answer: FleetCredentialAnswer | Error = TOKEN) {
  const known = byId(connection('c-1', { access: { caData: 'PEM' } }));
  const asked: FleetCredentialRequest[] = [];
  const { lines, log } = countedLog();
  const marks = new CredentialMarks();
  const source = FleetCredentialSource.create({
    clusters: { known },
    share: CONFIGURED,
    credentials: {
      credentialsOf: async request => {
        asked.push(request);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  });
  const handed = toClusterDetails(known.get('c-1')!, CONFIGURED);
  if (handed.type !== 'handed') throw new Error('It is not handed over');
  return {
    asked,
    lines,
    marks,
    source,
    known,
    details: handed.details,
    fleet: FleetStrategy.create({ source, marks, log }),
    proxy: ProxyStrategy.create({
      source,
      own: {
        getCredential: async () => ({ type: 'bearer token', token: 'own' }),
        validateCluster: () => [new Error('own')],
        presentAuthMetadata: () => ({ own: 'own' }),
      },
    }),
  };
}

describe('FleetCredentialSource', () => {
  it('asks for the API server that the fleet knows, of the origins that are shared', async () => {
    const { source, asked, details } = begin();
    expect(await source.get(details)).toBe(TOKEN);
    expect(asked).toEqual([
      {
        clusterId: 'c-1',
        server: 'https://c-1.example',
        origins: ['operator'],
      },
    ]);
  });

  it.each<[string, Partial<ClusterDetails>]>([
    ['another address', { url: 'https://evil.example' }],
    ['another path', { url: 'https://c-1.example/evil' }],
    ['another authority', { caData: 'RVZJTA==' }],
    ['the system authorities', { caData: undefined }],
    ['a file as authority', { caFile: '/etc/evil.pem' }],
    ['no verification', { skipTLSVerify: true }],
    [
      'another cluster',
      { authMetadata: { 'fleet.backstage.io/cluster-id': 'c-2' } },
    ],
    ['no cluster', { authMetadata: {} }],
    [
      'a name of the language',
      { authMetadata: { 'fleet.backstage.io/cluster-id': '__proto__' } },
    ],
  ])('gives nothing for details with %s', async (_, over) => {
    const { source, asked, details } = begin();
    expect(await source.get({ ...details, ...over })).toMatchObject({
      outcome: 'refused',
    });
    expect(asked).toEqual([]);
  });

  it('gives nothing any more of one that is not shared now', async () => {
    const { source, asked, details, known } = begin();
    known.set('c-1', connection('c-1', { access: { origin: 'hub' } }));
    expect(await source.get(details)).toMatchObject({
      message: expect.stringContaining("'all'"),
    });
    expect(asked).toEqual([]);
  });

  it('answers where it should have failed', async () => {
    const { source, details } = begin(new Error('broken'));
    expect(await source.get(details)).toMatchObject({
      reason: 'unavailable',
      message: 'broken',
    });
  });
});

describe('FleetStrategy', () => {
  it('signs in with what the fleet signs in with', async () => {
    const token = begin();
    expect(await token.fleet.getCredential(token.details)).toEqual({
      type: 'bearer token',
      token: CANARY,
    });
    const certificate = begin(CERTIFICATE);
    expect(await certificate.fleet.getCredential(certificate.details)).toEqual({
      type: 'x509 client certificate',
      cert: 'CERT',
      key: 'KEY',
    });
  });

  it('marks what there is none of, and says so once', async () => {
    const { fleet, marks, details, lines } = begin(REFUSED);
    for (let time = 0; time < 3; time += 1) {
      const credential = await fleet.getCredential(details);
      expect(credential).toEqual({ type: 'bearer token', token: '' });
      expect(marks.of(credential)).toEqual({
        type: 'withheld',
        message: "Fleet has no credential for 'c-1': the cloud is away",
      });
    }
    expect(lines).toHaveLength(1);
    const none = begin(NONE);
    expect(none.marks.of(await none.fleet.getCredential(none.details))).toEqual(
      { type: 'none' },
    );
  });

  it('presents nothing, and is for clusters of the fleet alone', () => {
    const { fleet, details } = begin();
    expect(fleet.presentAuthMetadata()).toEqual({});
    expect(fleet.validateCluster(details.authMetadata)).toEqual([]);
    expect(fleet.validateCluster({})[0].message).toContain('name another');
  });
});

describe('ProxyStrategy', () => {
  it('leaves clusters of others to the strategy itself', async () => {
    const { proxy, asked } = begin();
    expect(await proxy.getCredential(own('a'), {})).toEqual({
      type: 'bearer token',
      token: 'own',
    });
    expect(asked).toEqual([]);
    expect(proxy.validateCluster({})).toHaveLength(1);
    expect(proxy.presentAuthMetadata({})).toEqual({ own: 'own' });
  });

  it('fails in words where there is no token to send', async () => {
    const { proxy, details } = begin();
    expect(await proxy.getCredential(details, {})).toEqual({
      type: 'bearer token',
      token: CANARY,
    });
    expect(proxy.presentAuthMetadata(details.authMetadata)).toEqual({});
    const refused = begin(REFUSED);
    await expect(
      refused.proxy.getCredential(refused.details, {}),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: "Fleet has no credential for 'c-1': the cloud is away",
    });
    const certificate = begin(CERTIFICATE);
    await expect(
      certificate.proxy.getCredential(certificate.details, {}),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it("replaces the viewer's portal token where none is needed", async () => {
    const { proxy, details } = begin(NONE);
    expect(await proxy.getCredential(details, {})).toEqual({
      type: 'bearer token',
      token: '',
    });
  });
});

describe('addStrategies', () => {
  const { fleet, source } = begin();
  const services = {
    config: mockServices.rootConfig({ data: {} }),
    logger: mockServices.logger.mock(),
  };

  /** As the Kubernetes plugin keeps them. */
  function extensionPoint() {
    const map = new Map<string, AuthenticationStrategy>();
    return {
      map,
      addAuthStrategy: (key: string, strategy: AuthenticationStrategy) => {
        map.set(key, strategy);
      },
      getAuthenticationStrategies: () => map,
    };
  }

  it('adds all that the plugin would have without us, and the one of the fleet', () => {
    const {
      buildDefaultAuthStrategyMap,
    } = require('@backstage/plugin-kubernetes-backend/dist/auth/buildDefaultAuthStrategyMap.cjs.js');
    const authStrategies = extensionPoint();
    addStrategies({ ...services, authStrategies, fleet, source });
    expect([...authStrategies.map.keys()].sort()).toEqual(
      ['fleet', ...buildDefaultAuthStrategyMap(services).keys()].sort(),
    );
  });

  it('keeps what another module has added', async () => {
    const authStrategies = extensionPoint();
    const other = (token: string): AuthenticationStrategy => ({
      getCredential: async () => ({ type: 'bearer token', token }),
      validateCluster: () => [],
      presentAuthMetadata: () => ({}),
    });
    const aws = other('of-aws');
    authStrategies.addAuthStrategy('aws', aws);
    authStrategies.addAuthStrategy('vault', other('of-vault'));
    authStrategies.addAuthStrategy('serviceAccount', other('of-others'));
    addStrategies({ ...services, authStrategies, fleet, source });
    expect(authStrategies.map.get('aws')).toBe(aws);
    expect(authStrategies.map.has('vault')).toBe(true);
    expect(
      await authStrategies.map
        .get('serviceAccount')
        ?.getCredential(own('a'), {}),
    ).toEqual({ type: 'bearer token', token: 'of-others' });
  });
});
