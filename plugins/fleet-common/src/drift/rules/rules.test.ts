import fc from 'fast-check';
import { matchesPattern } from './matchesPattern';
import { namedByRule, type RuledDifference } from './namedByRule';
import { pointerTokens } from './pointerTokens';
import { ruleApplies } from './ruleApplies';

describe('matchesPattern', () => {
  it.each([
    ['', '', true],
    ['', 'apps', false],
    ['*', '', true],
    ['*', 'apps', true],
    ['*.k8s.io', 'networking.k8s.io', true],
    ['*.k8s.io', 'k8s.io', false],
    ['cart-*-eu', 'cart-a-b-eu', true],
    ['cart-*-eu', 'cart-eu', false],
    ['cart-?', 'cart-1', true],
    ['cart-?', 'cart-', false],
    ['Deployment', 'deployment', false],
    ['a*a*b', 'aaab', true],
    ['**', 'x', true],
  ])('of %j and %j is told', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('matches itself and whatever stands for a star', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (head, any, tail) => {
        const plain = (text: string) => text.replace(/[*?]/g, '');
        const text = `${plain(head)}${any}${plain(tail)}`;
        expect(matchesPattern(`${plain(head)}*${plain(tail)}`, text)).toBe(
          true,
        );
      }),
    );
  });

  it('takes no longer for what is hostile', () => {
    expect(matchesPattern(`${'*a'.repeat(256)}b`, 'a'.repeat(512))).toBe(false);
  });
});

describe('pointerTokens', () => {
  it.each([
    ['/spec/replicas', ['spec', 'replicas']],
    ['/metadata/annotations/a~1b~0c', ['metadata', 'annotations', 'a/b~c']],
    ['/data/~01', ['data', '~1']],
    ['/', ['']],
    ['', undefined],
    ['spec/replicas', undefined],
    ['.spec.replicas', undefined],
    ['/spec/~2', undefined],
    ['/spec/~', undefined],
  ])('of %j are %j', (pointer, tokens) => {
    expect(pointerTokens(pointer)).toEqual(tokens);
  });
});

describe('ruleApplies', () => {
  const cart = {
    group: 'apps',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
  };

  it.each([
    [undefined, 'yes'],
    [{}, 'yes'],
    [{ group: 'apps', kind: 'Deployment' }, 'yes'],
    [{ group: '*', kind: '*' }, 'yes'],
    [{ group: '', kind: 'Deployment' }, 'no'],
    [{ kind: 'Deployment', name: 'cart-2' }, 'no'],
    [{ kind: 'Deployment', namespace: 'sho?' }, 'yes'],
    [{ kind: 'Deployment', others: ['labels app=cart'] }, 'unknown'],
    [{ kind: 'Service', others: ['labels app=cart'] }, 'no'],
  ] as const)('of %j is %s', (target, expected) => {
    const rule = target && {
      ...target,
      ...('others' in target ? { others: [...target.others] } : {}),
    };
    expect(
      ruleApplies(
        { target: rule as Parameters<typeof ruleApplies>[0]['target'] },
        cart,
      ),
    ).toBe(expected);
  });
});

describe('namedByRule', () => {
  const named = (
    type: Parameters<typeof namedByRule>[0]['leftOut'][number]['type'],
    text: string | undefined,
    difference: string | RuledDifference,
  ) =>
    namedByRule(
      { leftOut: [{ type, text }] },
      typeof difference === 'string' ? { path: difference } : difference,
    );

  it.each([
    ['/spec/replicas', 'spec.replicas', true],
    ['/spec', 'spec.replicas', true],
    ['/spec/replicas', 'spec', false],
    ['/spec/replicas', '', false],
    ['/spec/replica', 'spec.replicas', false],
    ['/spec/containers', 'spec.containers[name=web].image', true],
    ['/spec/containers/0/image', 'spec.containers[name=web].image', false],
    ['/spec/containers/web', 'spec.containers[name=web].image', false],
    ['/metadata/labels/a.b~1c', 'metadata.labels["a.b/c"]', true],
    ['/data/0', 'data["0"]', true],
    ['', 'spec.replicas', false],
    ['/', 'spec.replicas', false],
    ['/spec/replicas', 'spec..', false],
  ])('a pointer %j and the path %j: %j', (pointer, path, expected) => {
    expect(named('pointer', pointer, path)).toBe(expected);
  });

  it('evaluates no expressions', () => {
    expect(named('jq', '.spec.replicas', 'spec.replicas')).toBe(false);
    expect(named('jsonpath', '.spec.replicas', 'spec.replicas')).toBe(false);
  });

  it('knows a manager only where nobody else may have written it', () => {
    const by = (over: Partial<RuledDifference>): RuledDifference => ({
      path: 'spec.replicas',
      confidence: 'owner',
      author: { manager: 'kube-controller-manager' },
      ...over,
    });
    const manager = 'kube-controller-manager';
    expect(named('manager', manager, by({}))).toBe(true);
    expect(named('manager', 'other', by({}))).toBe(false);
    expect(named('manager', manager, 'spec.replicas')).toBe(false);
    expect(named('manager', manager, by({ confidence: 'parent' }))).toBe(false);
    expect(
      named('manager', manager, by({ ambiguousWith: [{ manager: 'x' }] })),
    ).toBe(false);
  });

  it('tells changes of what is there from all that can be', () => {
    expect(named('changes', undefined, 'spec.replicas')).toBe(true);
    expect(named('changes', undefined, '')).toBe(false);
    expect(named('everything', undefined, '')).toBe(true);
  });

  it('concludes nothing from what is told in part', () => {
    expect(
      namedByRule(
        { leftOut: [{ type: 'pointer', text: '/spec', isPart: true }] },
        { path: 'spec.replicas' },
      ),
    ).toBe(false);
  });
});
