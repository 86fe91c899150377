import { DEPLOYMENT, LIVE_DEPLOYMENT, parsed } from '../__testUtils__/objects';
import { diffObjects } from '../diff/diffObjects';
import { diffClassOf } from './diffClassOf';

const RESOURCE = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

function compared(desired: unknown, live: unknown) {
  const result = diffObjects(desired, live);
  if (!result.isComparable) throw new Error(result.because);
  return result;
}

function withImage(image: string, uid = 'a') {
  const live = parsed(LIVE_DEPLOYMENT);
  live.metadata.uid = uid;
  live.spec.template.spec.containers[0].image = image;
  return compared(DEPLOYMENT, live);
}

const CLASS = diffClassOf(RESOURCE, withImage('cart:hotfix'));

describe('diffClassOf', () => {
  it('is a text of fixed length', () => {
    expect(CLASS).toMatch(/^drift1:[0-9a-f]{64}$/);
  });

  it('is the same for the same drift', () => {
    const other = withImage('cart:hotfix', 'another cluster');
    expect(diffClassOf({ ...RESOURCE }, other)).toBe(CLASS);
    const reversed = {
      ...other,
      differences: [...other.differences].reverse(),
    };
    expect(diffClassOf(RESOURCE, reversed)).toBe(CLASS);
  });

  it.each([
    ['another value', RESOURCE, withImage('eu.example.com/cart:hotfix')],
    ['another name', { ...RESOURCE, name: 'x' }, withImage('cart:hotfix')],
    ['another group', { ...RESOURCE, group: 'x' }, withImage('cart:hotfix')],
    [
      'another namespace',
      { ...RESOURCE, namespace: undefined },
      withImage('cart:hotfix'),
    ],
    ['nothing known of it', RESOURCE, undefined],
    ['no difference', RESOURCE, { differences: [], total: 0 }],
    ['more of it', RESOURCE, { ...withImage('cart:hotfix'), total: 2 }],
    [
      'another kind of it',
      RESOURCE,
      {
        total: 1,
        differences: withImage('cart:hotfix').differences.map(each => ({
          ...each,
          kind: 'missing' as const,
        })),
      },
    ],
  ])('is another one for %s', (_, resource, found) => {
    expect(diffClassOf(resource, found)).not.toBe(CLASS);
  });

  it('tells long values apart beyond what is told of them', () => {
    const of = (end: string) =>
      compared(
        { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'x' } },
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          data: { a: `${'x'.repeat(9000)}${end}` },
        },
      );
    expect(diffClassOf(RESOURCE, of('1'))).not.toBe(
      diffClassOf(RESOURCE, of('2')),
    );
  });

  it('has nothing of the values of secrets in it', () => {
    const secret = (value: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      stringData: { a: value },
    });
    expect(diffClassOf(RESOURCE, compared(secret('a'), secret('b')))).toBe(
      diffClassOf(RESOURCE, compared(secret('c'), secret('d'))),
    );
  });
});
