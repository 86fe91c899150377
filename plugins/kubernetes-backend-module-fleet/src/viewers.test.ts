import {
  coreServices,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClusterConditionalDecision,
  createFleetInstanceConditionalDecision,
  fleetClusterConditions,
  fleetInstanceConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { ApiServer } from './__testUtils__/ApiServer';
import { component } from './__testUtils__/component';
import { configured, Portal } from './__testUtils__/Portal';

jest.setTimeout(120_000);

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

/** Bob sees cluster `a` alone, Eve sees no instances, others see all. */
function decide(user: string | undefined, permission: string): PolicyDecision {
  const isOfFleet = permission.startsWith('fleet.');
  if (user === 'user:default/eve' && isOfFleet) {
    return { result: AuthorizeResult.DENY };
  }
  if (user !== 'user:default/bob' || !isOfFleet) return ALLOW;
  return permission === fleetClusterReadPermission.name
    ? createFleetClusterConditionalDecision(
        fleetClusterReadPermission,
        fleetClusterConditions.inCluster({ clusters: ['a'] }),
      )
    : createFleetInstanceConditionalDecision(
        fleetInstanceReadPermission,
        fleetInstanceConditions.inCluster({ clusters: ['a'] }),
      );
}

const userOf = (
  options: Parameters<PermissionsService['authorize']>[1],
): string | undefined =>
  (options.credentials.principal as { userEntityRef?: string }).userEntityRef;

const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: (): PermissionsService => ({
    authorize: async (requests, options) =>
      requests.map(({ permission }) => ({
        result:
          decide(userOf(options), permission.name).result ===
          AuthorizeResult.DENY
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) =>
        decide(userOf(options), permission.name),
      ),
  }),
});

describe('the clusters that are asked', () => {
  const servers = new Map<string, ApiServer>();
  let portal: Portal;

  beforeAll(async () => {
    for (const name of ['a', 'b', 'c']) {
      const components = name === 'c' ? ['mail'] : ['cart'];
      servers.set(name, await ApiServer.start({ name, components }));
    }
    portal = await Portal.start({
      entities: [component('cart'), component('mail')],
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'config', clusters: configured(servers) },
        ],
      },
      features: [permissions],
    });
    await portal.untilRead(3);
  });

  afterAll(async () => {
    await portal.stop();
    await Promise.all([...servers.values()].map(server => server.stop()));
  });

  async function askAs(user: string) {
    servers.forEach(server => server.questions.splice(0));
    const response = await portal
      .workloads('component:default/cart')
      .set(
        'authorization',
        mockCredentials.user.header(`user:default/${user}`),
      );
    return {
      status: response.status,
      message: response.body.error?.message,
      asked: [...servers]
        .filter(([, server]) => server.asked.length > 0)
        .map(([name]) => name),
    };
  }

  it('are those on which the viewer may see it, one viewer after the other', async () => {
    expect(await askAs('ann')).toMatchObject({
      status: 200,
      asked: ['a', 'b'],
    });
    expect(await askAs('bob')).toMatchObject({ status: 200, asked: ['a'] });
    expect(await askAs('ann')).toMatchObject({ asked: ['a', 'b'] });
  });

  it('are none where he may see none, and he is told', async () => {
    expect(await askAs('eve')).toEqual({
      status: 403,
      message: expect.stringContaining(
        "Fleet does not let you see where 'cart' runs",
      ),
      asked: [],
    });
  });
});
