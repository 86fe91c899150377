import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetPermissions,
} from '@fleetview/backstage-plugin-fleet-common';
import { authorize } from './authorize';

function ask(decision: object) {
  const authorizeConditional = jest.fn().mockResolvedValue([decision]);
  const credentials = mockCredentials.user();
  return {
    authorizeConditional,
    credentials,
    answer: authorize({
      permissions: mockServices.permissions.mock({ authorizeConditional }),
      credentials,
      permission: fleetClusterReadPermission,
    }),
  };
}

describe('authorize', () => {
  it('lets pass who may, as who they are', async () => {
    const { answer, authorizeConditional, credentials } = ask({
      result: AuthorizeResult.ALLOW,
    });
    await expect(answer).resolves.toBeUndefined();
    expect(authorizeConditional).toHaveBeenCalledWith(
      [{ permission: fleetClusterReadPermission }],
      { credentials },
    );
  });

  it('refuses who may not, and names what is missing', async () => {
    await expect(
      ask({ result: AuthorizeResult.DENY }).answer,
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("'fleet.cluster.read'"),
    });
  });

  it('refuses who may under conditions, for they are not looked at', async () => {
    await expect(
      ask({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'fleet',
        resourceType: 'fleet-cluster',
        conditions: { anyOf: [] },
      }).answer,
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(/'fleet.cluster.read'.*conditions/),
    });
  });

  it('refuses what it does not understand', async () => {
    await expect(ask({ result: 'PERHAPS' }).answer).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  it('has permissions that only read', () => {
    expect(
      fleetPermissions.map(({ name, attributes }) => [name, attributes.action]),
    ).toEqual([
      ['fleet.cluster.read', 'read'],
      ['fleet.instance.read', 'read'],
    ]);
  });
});
