import { mockServices } from '@backstage/backend-test-utils';
import type { Permission } from '@backstage/plugin-permission-common';
import { fleetPermissions } from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { registerPermissions } from './registerPermissions';

describe('registerPermissions', () => {
  it('makes every permission known once, with the resources that it is about', () => {
    const permissionsRegistry = mockServices.permissionsRegistry.mock();
    registerPermissions({
      permissionsRegistry,
      knex: {} as Knex,
      namesOf: () => [],
    });
    const ofResources = permissionsRegistry.addResourceType.mock.calls.flatMap(
      ([{ resourceRef, permissions = [] }]) =>
        permissions.map((permission: Permission) => {
          expect(permission).toMatchObject({
            resourceType: resourceRef.resourceType,
          });
          return permission.name;
        }),
    );
    const others = permissionsRegistry.addPermissions.mock.calls.flatMap(
      ([permissions]) => permissions.map(({ name }) => name),
    );
    expect([...ofResources, ...others].sort()).toEqual(
      fleetPermissions.map(({ name }) => name).sort(),
    );
  });
});
