import { readDriftDetection } from './readDriftDetection';
import { helmReleaseSchema } from './schema';

const read = (spec: object | undefined, version = 'v2') =>
  readDriftDetection(
    helmReleaseSchema.parse({ metadata: { name: 'search' }, spec }),
    {
      source: {
        group: 'helm.toolkit.fluxcd.io',
        version,
        kind: 'HelmRelease',
        namespace: 'shop',
        name: 'search',
        uid: '1',
      },
    },
  );

const where = (path: string) => ({
  kind: 'HelmRelease',
  namespace: 'shop',
  name: 'search',
  path,
});

describe('readDriftDetection', () => {
  it.each(['enabled', 'warn'])('has no rule where %s compares all', mode => {
    expect(read({ driftDetection: { mode } })).toBeUndefined();
  });

  it.each([
    [{}, 'not set'],
    [{ driftDetection: {} }, 'not set'],
    [{ driftDetection: { mode: 'disabled' } }, 'disabled'],
  ])('says of %j that nothing is compared', (spec, setting) => {
    expect(read(spec)).toEqual({
      rules: [
        {
          where: where('spec.driftDetection.mode'),
          leftOut: [{ type: 'everything' }],
          setting,
          atSync: false,
        },
      ],
      total: 1,
    });
  });

  it('says nothing of versions without the field, nor without a specification', () => {
    expect(read({}, 'v2beta1')).toBeUndefined();
    expect(read(undefined)).toBeUndefined();
  });

  it('has the rules, and what else they select by', () => {
    expect(
      read({
        driftDetection: {
          mode: 'warn',
          ignore: [
            { paths: ['/spec/replicas'] },
            { target: { kind: ['x'] }, paths: ['/spec'] },
            {
              paths: ['/data'],
              target: {
                kind: 'ConfigMap',
                name: 'search-(a|b)',
                namespace: 'shop-.*',
                version: 'v1',
                labelSelector: 'app=search',
              },
            },
          ],
        },
      }),
    ).toEqual({
      rules: [
        {
          where: where('spec.driftDetection.ignore[0]'),
          leftOut: [{ type: 'pointer', text: '/spec/replicas' }],
          atSync: false,
        },
        {
          where: where('spec.driftDetection.ignore[2]'),
          target: {
            kind: 'ConfigMap',
            namespace: 'shop-*',
            others: ['name search-(a|b)', 'version v1', 'labels app=search'],
          },
          leftOut: [{ type: 'pointer', text: '/data' }],
          atSync: false,
        },
      ],
      total: 3,
    });
  });
});
