import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { deliveryFact } from '../../__testUtils__/facts';
import { toMemberEvidence } from './memberEvidence';
import type { PlacementEvidence } from './types';

/** Whether somebody has to sync a delivery. */
function isByHand(
  fact: Partial<DeliveryFact>,
  placement?: Pick<PlacementEvidence, 'isRolling'>,
) {
  const { deliveries } = toMemberEvidence({
    instanceId: 'i',
    data: {
      entityRef: 'component:default/checkout',
      health: 'healthy',
      namespace: 'shop',
      environment: 'production',
    } as never,
    cluster: { id: 'c', name: 'c', region: 'r', tier: 't', provider: 'p' },
    workloads: [],
    deliveries: [
      {
        id: 'd',
        observer: 'hub',
        isCurrent: true,
        fact: { ...deliveryFact(), ...fact },
      },
    ],
    lookup: {
      placementOf: () => placement as PlacementEvidence | undefined,
      windowsOf: () => [],
      diagnosisOf: () => undefined,
    },
    now: 0,
  });
  return deliveries[0].isByHand ?? false;
}

describe('what somebody has to sync', () => {
  const set = { kind: 'ApplicationSet', name: 'checkout' };

  it('is what its engine says so of', () => {
    expect(isByHand({ approval: 'manual' })).toBe(true);
    expect(isByHand({ approval: 'automatic' })).toBe(false);
    expect(isByHand({})).toBe(false);
  });

  it('is not what a set brings forward step by step', () => {
    const fact = { approval: 'manual', parent: set } as const;
    expect(isByHand(fact, { isRolling: true })).toBe(false);
    expect(isByHand(fact, { isRolling: false })).toBe(true);
    // Whether it does is not known.
    expect(isByHand(fact)).toBe(false);
  });

  it('is what another delivery has made, as that does not sync it', () => {
    const parent = { kind: 'Application', name: 'root' };
    expect(isByHand({ approval: 'manual', parent })).toBe(true);
  });
});
