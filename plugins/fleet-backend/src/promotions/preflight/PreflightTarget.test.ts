import type { PlannedItem } from '@fleetview/backstage-plugin-fleet-common';
import type { SeenInstance } from '../types';
import { preflightTargetOf } from './PreflightTarget';

const DIGEST = 'sha256:b';

function itemOf(over: Partial<PlannedItem> = {}): PlannedItem {
  return {
    entityRef: 'component:default/cart',
    cluster: 'prod',
    namespace: 'shop',
    wave: 'w',
    change: 'changed',
    images: [
      {
        workload: 'cart',
        container: 'web',
        change: 'changed',
        to: { repository: 'ghcr.io/cart', tag: '1.1', digest: DIGEST },
      },
    ],
    mayMove: true,
    because: [],
    ...over,
  };
}

function seenOn(
  cluster: string,
  ...facts: { kind: string; namespace?: string; name: string }[]
) {
  return {
    running: { cluster },
    parts: { workloads: facts.map(fact => ({ fact })) },
  } as unknown as SeenInstance;
}

const cart = { kind: 'Deployment', namespace: 'shop', name: 'cart' };

describe('preflightTargetOf', () => {
  it('has each workload of the cluster with the images that come', () => {
    expect(
      preflightTargetOf({
        cluster: 'prod',
        items: [itemOf(), itemOf({ cluster: 'other' })],
        seen: [seenOn('prod', cart), seenOn('other', cart)],
      }),
    ).toEqual({
      cluster: 'prod',
      workloads: [{ ...cart, images: { web: `ghcr.io/cart:1.1@${DIGEST}` } }],
      images: [{ repository: 'ghcr.io/cart', digest: DIGEST }],
    });
  });

  it('passes over what is no workload that stays, or is in no namespace', () => {
    const { workloads } = preflightTargetOf({
      cluster: 'prod',
      items: [itemOf()],
      seen: [
        seenOn(
          'prod',
          { ...cart, kind: 'Job' },
          { kind: 'Deployment', name: 'cart' },
        ),
      ],
    });
    expect(workloads).toEqual([]);
  });

  it('tells workloads of the same name in two namespaces apart', () => {
    const { workloads } = preflightTargetOf({
      cluster: 'prod',
      items: [itemOf()],
      seen: [seenOn('prod', cart, { ...cart, namespace: 'lab' })],
    });
    expect(
      workloads.map(({ namespace, images }) => [namespace, images]),
    ).toEqual([
      ['shop', { web: expect.any(String) }],
      ['lab', {}],
    ]);
  });
});
