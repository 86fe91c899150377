import { isComparedWithOlderSpec } from './readComparison';
import { applicationSchema } from './schema';

const source = {
  repoURL: 'https://git.example.com/shop/deploy.git',
  path: 'apps/cart',
  targetRevision: 'main',
  helm: { parameters: [{ name: 'replicas', value: '3' }] },
};
const destination = { server: 'https://10.0.0.1', namespace: 'shop' };

function isOlder(spec: unknown, comparedTo: unknown): boolean {
  return isComparedWithOlderSpec(
    applicationSchema.parse({
      metadata: {},
      spec,
      status: { sync: { status: 'Synced', comparedTo } },
    }),
  );
}

describe('isComparedWithOlderSpec', () => {
  it.each([
    ['the same', { source, destination }, { source, destination }],
    [
      'the same in another order, with what Go leaves out',
      { source, destination },
      {
        destination,
        source: {
          targetRevision: 'main',
          helm: {
            skipCrds: false,
            parameters: [{ value: '3', name: 'replicas', forceString: false }],
            valueFiles: [],
          },
          path: 'apps/cart',
          chart: '',
          repoURL: source.repoURL,
        },
      },
    ],
    ['no comparison', { source, destination }, undefined],
    [
      'a server that was filled in for a name',
      { source, destination: { name: 'prod', namespace: 'shop' } },
      { source, destination },
    ],
    [
      'an empty single source beside several',
      { sources: [source], destination },
      { sources: [source], source: { repoURL: '' }, destination },
    ],
    [
      'the source that a hydrator writes',
      { sourceHydrator: { drySource: source }, destination },
      { source: { ...source, path: 'hydrated' }, destination },
    ],
  ])('trusts %s', (_, spec, comparedTo) => {
    expect(isOlder(spec, comparedTo)).toBe(false);
  });

  it.each([
    ['revision', { source: { ...source, targetRevision: 'v2' }, destination }],
    ['path', { source: { ...source, path: 'apps/other' }, destination }],
    [
      'parameter',
      {
        source: {
          ...source,
          helm: { parameters: [{ name: 'replicas', value: '5' }] },
        },
        destination,
      },
    ],
    [
      'server',
      { source, destination: { ...destination, server: 'https://b' } },
    ],
    ['namespace', { source, destination: { ...destination, namespace: 'b' } }],
    ['number of sources', { sources: [source], destination }],
  ])('sees another %s', (_, spec) => {
    expect(isOlder(spec, { source, destination })).toBe(true);
  });

  it('does not end in a stack overflow', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 5_000; depth++) deep = { deep };
    expect(
      isOlder(
        { source: { ...source, plugin: deep }, destination },
        { source: { ...source, plugin: deep }, destination },
      ),
    ).toBe(false);
  });
});
