import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  fleetClusterReadPermission,
  fleetInstanceReadPermission,
  fleetPromotionApprovePermission,
  fleetPromotionPromotePermission,
  fleetPromotionReadPermission,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClusterConditionalDecision,
  createFleetInstanceConditionalDecision,
  createFleetPromotionConditionalDecision,
  fleetClusterConditions,
  fleetInstanceConditions,
  fleetPromotionConditions,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { authorize, OWN_RULES } from './authorize';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const inEurope = createFleetClusterConditionalDecision(
  fleetClusterReadPermission,
  fleetClusterConditions.inRegion({ regions: ['eu'] }),
);
const notOurs = createFleetInstanceConditionalDecision(
  fleetInstanceReadPermission,
  { not: fleetInstanceConditions.ownedBy({ owners: ['group:default/us'] }) },
);

function ask(
  clusters: PolicyDecision,
  instances: PolicyDecision,
  over: Partial<Parameters<typeof authorize>[0]> = {},
) {
  const authorizeConditional = jest
    .fn()
    .mockResolvedValue([clusters, instances]);
  const credentials = mockCredentials.user();
  return {
    authorizeConditional,
    credentials,
    answer: authorize({
      permissions: mockServices.permissions.mock({ authorizeConditional }),
      credentials,
      permission: fleetClusterReadPermission,
      ...over,
    }).then(({ access }) => access),
  };
}

describe('authorize', () => {
  it('lets see all who may, and asks as who they are', async () => {
    const { answer, authorizeConditional, credentials } = ask(ALLOW, ALLOW);
    await expect(answer).resolves.toMatchObject({ isWhole: true, limited: [] });
    expect(authorizeConditional).toHaveBeenCalledWith(
      [fleetClusterReadPermission, fleetInstanceReadPermission].map(
        permission => ({ permission }),
      ),
      { credentials },
    );
  });

  it('refuses who may not, and names what is missing', async () => {
    await expect(ask(DENY, ALLOW).answer).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("'fleet.cluster.read'"),
    });
    await expect(
      ask(ALLOW, DENY, { permission: fleetInstanceReadPermission }).answer,
    ).rejects.toMatchObject({
      message: expect.stringContaining("'fleet.instance.read'"),
    });
  });

  it('lets see nothing of what the other permission denies', async () => {
    await expect(ask(ALLOW, DENY).answer).resolves.toMatchObject({
      instances: { type: 'constant', value: false },
      limited: ['instances'],
    });
  });

  it('turns conditions into what is asked of each thing', async () => {
    const access = await ask(inEurope, notOurs).answer;
    expect(access).toMatchObject({
      isWhole: false,
      limited: ['clusters', 'instances'],
      clusters: { key: 'region', values: ['eu'], isNegated: false },
      instances: {
        key: 'owner',
        values: ['group:default/us'],
        isNegated: true,
        orUnknown: false,
      },
    });
    // The same for who may see the same, and for nobody else.
    const same = await ask(inEurope, notOurs).answer;
    expect(same.key).toBe(access.key);
    for (const [clusters, instances] of [
      [inEurope, ALLOW],
      [ALLOW, notOurs],
      [inEurope, DENY],
    ]) {
      expect((await ask(clusters, instances).answer).key).not.toBe(access.key);
    }
  });

  it('shows what nobody owns where an operator says so', async () => {
    const access = await ask(ALLOW, notOurs, {
      rules: { ...OWN_RULES, showOwnerless: true },
    }).answer;
    expect(access.instances).toMatchObject({ orUnknown: true });
  });

  it('refuses what speaks of the whole fleet to who may not see all', async () => {
    const isAboutAll = { isAboutAll: true };
    await expect(ask(ALLOW, ALLOW, isAboutAll).answer).resolves.toBeDefined();
    for (const [clusters, instances] of [
      [inEurope, ALLOW],
      [ALLOW, notOurs],
      [ALLOW, DENY],
    ]) {
      await expect(
        ask(clusters, instances, isAboutAll).answer,
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('without conditions'),
      });
    }
  });

  it('tells where promotions may be seen, asked for and approved, each by its own conditions', async () => {
    const within = (
      permission: Parameters<typeof createFleetPromotionConditionalDecision>[0],
      environment: string,
    ) =>
      createFleetPromotionConditionalDecision(
        permission,
        fleetPromotionConditions.inEnvironment({ environments: [environment] }),
      );
    const of = (
      decisions: Record<string, PolicyDecision>,
      permission = fleetPromotionReadPermission,
    ) =>
      authorize({
        permissions: mockServices.permissions.mock({
          authorizeConditional: async asked =>
            asked.map(each => decisions[each.permission.name] ?? ALLOW),
        }),
        credentials: mockCredentials.user(),
        permission,
        promotes: true,
      });
    const decisions = {
      'fleet.promotion.read': within(fleetPromotionReadPermission, 'all'),
      'fleet.promotion.promote': within(
        fleetPromotionPromotePermission,
        'test',
      ),
      'fleet.promotion.approve': within(
        fleetPromotionApprovePermission,
        'prod',
      ),
    };
    const environment = (value: string) =>
      expect.objectContaining({ key: 'environment', values: [value] });
    await expect(of(decisions)).resolves.toMatchObject({
      access: { isWhole: true },
      things: environment('all'),
      promoting: environment('test'),
      approvingPromotions: environment('prod'),
    });
    // Who may promote and approve of nothing may read.
    await expect(
      of({ 'fleet.promotion.promote': DENY, 'fleet.promotion.approve': DENY }),
    ).resolves.toMatchObject({
      promoting: { type: 'constant', value: false },
      approvingPromotions: { type: 'constant', value: false },
    });
    // And who may not read promotes and approves of nothing, whatever else he may.
    for (const permission of [
      fleetPromotionReadPermission,
      fleetPromotionPromotePermission,
      fleetPromotionApprovePermission,
    ]) {
      await expect(
        of({ 'fleet.promotion.read': DENY }, permission),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining("'fleet.promotion.read'"),
      });
    }
  });

  it('refuses what it does not understand', async () => {
    const strange = { result: 'PERHAPS' } as unknown as PolicyDecision;
    await expect(ask(strange, ALLOW).answer).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    await expect(ask(ALLOW, strange).answer).resolves.toMatchObject({
      limited: ['instances'],
    });
    const unknownRule = {
      ...inEurope,
      conditions: {
        rule: 'IN_FASHION',
        resourceType: 'fleet-cluster',
        params: {},
      },
    } as PolicyDecision;
    await expect(ask(unknownRule, ALLOW).answer).rejects.toThrow(/IN_FASHION/);
  });
});
