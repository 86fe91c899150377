import { isAsPlannedOn } from './isAsPlannedOn';

const target = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

describe('isAsPlannedOn', () => {
  const plan = {
    effect: '',
    patches: [
      {
        target,
        contentType: 'application/merge-patch+json' as const,
        body: { metadata: { resourceVersion: '17' } },
      },
    ],
  };

  it.each([
    ['17', true],
    ['18', false],
    [undefined, false],
  ])('tells of version %s: %s', (resourceVersion, expected) => {
    expect(isAsPlannedOn({ resourceVersion }, plan)).toBe(expected);
  });
});
