import { openClusterManagementDesired } from './desired';

const [question] = openClusterManagementDesired;
const RESOURCE = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const manifest = (over: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { replicas: 2 },
  ...over,
});
const work = (...manifests: unknown[]) => ({
  apiVersion: 'work.open-cluster-management.io/v1',
  kind: 'ManifestWork',
  metadata: { name: 'cart', namespace: 'prod-eu' },
  spec: { workload: { manifests } },
});

describe('what a ManifestWork desires', () => {
  it('is the manifest of that object, as it stands there', () => {
    const odd = [7, null, 'x', {}, manifest({ apiVersion: 7 })];
    expect(
      question.read(
        work(
          ...odd,
          manifest({ kind: 'StatefulSet' }),
          manifest({ apiVersion: 'example.com/v1' }),
          manifest({ metadata: { name: 'cart', namespace: 'other' } }),
          manifest(),
        ),
        RESOURCE,
      ),
    ).toEqual({ desired: manifest() });
  });

  it('is known of objects without a namespace and of the core group', () => {
    const settings = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    };
    expect(
      question.read(work(settings), {
        group: '',
        kind: 'Namespace',
        namespace: '',
        name: 'shop',
      }),
    ).toEqual({ desired: settings });
  });

  it.each([work(), work(manifest({ metadata: { name: 'other' } }))])(
    'is nothing where no manifest is of it',
    object => {
      expect(question.read(object, RESOURCE)).toEqual({
        problem: 'no manifest of the ManifestWork is of it',
      });
    },
  );

  it.each([
    null,
    7,
    {},
    { spec: {} },
    { spec: { workload: { manifests: 7 } } },
  ])('is not told by %p', object => {
    expect(question.read(object, RESOURCE)).toHaveProperty('problem');
  });
});
