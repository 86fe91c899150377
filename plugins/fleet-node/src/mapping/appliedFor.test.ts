import { appliedFor } from './appliedFor';

const owner = (name: string, over: object = {}) => ({
  apiVersion: 'work.open-cluster-management.io/v1',
  kind: 'AppliedManifestWork',
  name,
  ...over,
});

describe('appliedFor', () => {
  it.each<[string, ReturnType<typeof owner>[], string | undefined]>([
    ['nothing, where it has no owner', [], undefined],
    ['the work of its owner', [owner('3f2a-shop-cart')], 'shop-cart'],
    [
      'that among other owners',
      [owner('x', { apiVersion: 'apps/v1', kind: 'ReplicaSet' }), owner('a-b')],
      'b',
    ],
    [
      'no work of another group',
      [owner('a-b', { apiVersion: 'x/v1' })],
      undefined,
    ],
    ['no work without a hub', [owner('-b')], undefined],
    ['no work without a name', [owner('a-')], undefined],
    ['nothing of another name', [owner('ab')], undefined],
  ])('is %s', (_, ownerReferences, expected) => {
    expect(appliedFor({ ownerReferences })).toBe(expected);
  });
});
