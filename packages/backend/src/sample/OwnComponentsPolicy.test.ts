import { createPermission } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  fleetAuditReadPermission,
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import { OwnComponentsPolicy } from './OwnComponentsPolicy';

const memberOf = (...owners: string[]) =>
  ({ info: { ownershipEntityRefs: owners } } as PolicyQueryUser);

describe('OwnComponentsPolicy', () => {
  const policy = new OwnComponentsPolicy(['group:default/platform']);
  const decide = (
    permission: Parameters<typeof policy.handle>[0]['permission'],
    user?: PolicyQueryUser,
  ) => policy.handle({ permission }, user);

  it('shows everybody what is his', async () => {
    const owners = ['user:default/one', 'group:default/shop'];
    expect(
      await decide(fleetInstanceReadPermission, memberOf(...owners)),
    ).toMatchObject({
      result: 'CONDITIONAL',
      conditions: { rule: 'OWNED_BY', params: { owners } },
    });
    expect(await decide(fleetInstanceReadPermission)).toMatchObject({
      conditions: { params: { owners: [] } },
    });
  });

  it('shows everything to whom it is said', async () => {
    expect(
      await decide(
        fleetInstanceReadPermission,
        memberOf('group:default/platform'),
      ),
    ).toEqual({ result: 'ALLOW' });
  });

  it('shows the audit to whom it is said, and to nobody else', async () => {
    expect(
      await decide(
        fleetAuditReadPermission,
        memberOf('group:default/platform'),
      ),
    ).toEqual({ result: 'ALLOW' });
    expect(
      await decide(fleetAuditReadPermission, memberOf('user:default/one')),
    ).toEqual({ result: 'DENY' });
    expect(await decide(fleetAuditReadPermission)).toEqual({ result: 'DENY' });
  });

  it('keeps nobody from anything else', async () => {
    for (const permission of [
      fleetClusterReadPermission,
      createPermission({ name: 'any', attributes: {} }),
    ]) {
      expect(await decide(permission, memberOf())).toEqual({ result: 'ALLOW' });
    }
  });
});
