import { isOwnedBy, matcherOf, NamespaceOwners } from './namespaceOwners';

const owners = new NamespaceOwners(
  [
    { namespaces: ['*'], owner: 'platform' },
    { namespaces: ['pay*'], owner: 'payments' },
    { namespaces: ['pay-eu*'], owner: 'payments-eu' },
    { namespaces: ['pay'], owner: 'Group:Default/Ledger' },
    { namespaces: ['pay'], clusters: ['lab-*'], owner: 'user:default/ann' },
    { namespaces: ['tie'], owner: 'a' },
    { namespaces: ['tie'], owner: 'b' },
  ].map((rule, index) => ({ ...rule, key: String(index) })),
);

describe('NamespaceOwners', () => {
  it.each([
    ['anything', 'prod', ['group:default/platform'], '*'],
    ['pay-us', 'prod', ['group:default/payments'], 'pay*'],
    ['pay-eu-1', 'prod', ['group:default/payments-eu'], 'pay-eu*'],
    ['pay', 'prod', ['group:default/ledger'], 'pay'],
    ['pay', 'lab-1', ['user:default/ann'], 'pay'],
    ['tie', 'prod', ['group:default/a', 'group:default/b'], 'tie'],
  ])('gives %s on %s to %j', (namespace, cluster, expected, pattern) => {
    expect(owners.ownerOf([cluster], namespace)).toEqual({
      owners: expected,
      pattern,
    });
  });

  it('gives nothing to anybody where nothing is configured', () => {
    expect(new NamespaceOwners().ownerOf(['prod'], 'pay')).toBeUndefined();
  });

  it('counts what nobody owns, or two do, as nobody’s', () => {
    const entity = (owner?: string) => ({
      ref: 'component:default/a',
      annotations: {},
      ...(owner ? { owner } : {}),
    });
    const of = (...refs: string[]) => ({ owners: refs, pattern: '*' });
    expect(isOwnedBy(entity('group:default/A'), of('group:default/a'))).toBe(
      true,
    );
    expect(isOwnedBy(entity(), of('group:default/a'))).toBe(false);
    expect(
      isOwnedBy(
        entity('group:default/a'),
        of('group:default/a', 'group:default/b'),
      ),
    ).toBe(false);
  });

  it.each([
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*b*', 'abc', true],
    ['*b*b*', 'abc', false],
    ['a*b*c', 'abbc', true],
    ['a*bc*c', 'abc', false],
    ['**', '', true],
  ])('matches %s with %s: %s', (pattern, text, expected) => {
    expect(matcherOf(pattern)(text)).toBe(expected);
  });
});
