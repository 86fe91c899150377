import type { Entity } from '@backstage/catalog-model';
import { findAnnotationProblems } from './findAnnotationProblems';

function problems(annotations: Record<string, unknown>): string[] {
  return findAnnotationProblems({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'cart', annotations: annotations as never },
  } as Entity);
}

const SOURCE = 'fleet.backstage.io/delivery-source';
const IMAGE = 'fleet.backstage.io/image';

describe('findAnnotationProblems', () => {
  it.each([
    [SOURCE, 'https://github.com/example/deploy'],
    [SOURCE, 'https://github.com/example/deploy apps/cart'],
    [SOURCE, 'https://github.com/example/deploy/tree/main/apps/cart'],
    [SOURCE, 'https://git.example:8443/a/b.git x/y,\n ssh://git@git.example/c'],
    [SOURCE, 'git@github.com:example/deploy.git apps'],
    [SOURCE, 'oci://ghcr.io/example/charts/cart'],
    [SOURCE, 'github.com/example/deploy'],
    [SOURCE, 'https://dev.azure.com/o/p/_git/r?path=/apps/cart&version=GBmain'],
    [IMAGE, 'ghcr.io/example/cart'],
    [IMAGE, 'nginx, registry.example:5000/a/b_c/d-e'],
    ['fleet.backstage.io/cluster-id', 'c-0a1b2c3d4e5f6a7b8c'],
    ['fleet.backstage.io/region', 'eu-west-1'],
    ['fleet.backstage.io/budget', '1200 EUR'],
    ['fleet.backstage.io/budget', '9000.50 USD per quarter'],
    ['fleet.backstage.io/budget-thresholds', '50, 80,100'],
    ['backstage.io/kubernetes-id', 'cart'],
    ['not-fleet.backstage.io/imag', 'x'],
  ])('has nothing to say of %s: %s', (key, value) => {
    expect(problems({ [key]: value })).toEqual([]);
  });

  it.each([
    [SOURCE, '', "is ''"],
    [SOURCE, 'apps/cart here and there', "is 'apps/cart here and there'"],
    [SOURCE, 'https://github.com', "is 'https://github.com'"],
    [
      SOURCE,
      'https://github.com/a/b ../../etc',
      "'https://github.com/a/b ../../etc'",
    ],
    [SOURCE, 'https://github.com/a/b, ?', "has '?'"],
    [SOURCE, 'vbscript:alert(1)', "'vbscript:alert(1)'"],
    [IMAGE, 'ghcr.io/example/cart:1.0', "is 'ghcr.io/example/cart:1.0'"],
    [IMAGE, 'a,b@sha256:00', "has 'b@sha256:00'"],
    [IMAGE, 'Ghcr.io/Example/Cart', "'Ghcr.io/Example/Cart'"],
    [IMAGE, 'a\u202eb\u0000', "'a\\u{202e}b\\u{0000}'"],
    ['fleet.backstage.io/cluster-id', 'a b', "'a b'"],
    ['fleet.backstage.io/budget', '1,200 EUR', "is '1,200 EUR'"],
    ['fleet.backstage.io/budget', '1200', "is '1200'"],
    ['fleet.backstage.io/budget-thresholds', '80%', "is '80%'"],
    ['fleet.backstage.io/tier', ' ', "has ' '"],
    ['fleet.backstage.io/region', 'r'.repeat(254), "is 'rrr"],
  ])('says of %s: %j what it should look like', (key, value, part) => {
    const [problem, ...others] = problems({ [key]: value });
    expect(others).toEqual([]);
    expect(problem).toContain('component:default/cart: ');
    expect(problem).toContain(`'${key}'`);
    expect(problem).toContain(part);
    expect(problem).toMatch(/has to be .*e\.g\. '/);
    // It says nothing by what is not seen.
    expect(problem).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('says what a misspelled key may have meant', () => {
    expect(problems({ 'fleet.backstage.io/imgae': 'a' })).toEqual([
      "component:default/cart: the annotation 'fleet.backstage.io/imgae' is not known to Fleet; did you mean 'fleet.backstage.io/image'?",
    ]);
    expect(
      problems({ 'fleet.backstage.io/Delivery-Source': 'a' })[0],
    ).toContain("did you mean 'fleet.backstage.io/delivery-source'?");
    const [far] = problems({ 'fleet.backstage.io/quite-another': 'a' });
    expect(problems({ 'fleet.backstage.io/regoin': 'a' })[0]).toContain(
      "did you mean 'fleet.backstage.io/region'?",
    );
    expect(far).not.toContain('did you mean');
    expect(far).toContain('fleet.backstage.io/image');
  });

  it('is short and quick whatever is written', () => {
    const long = 'x:'.repeat(500_000);
    const all = problems({
      [IMAGE]: long,
      [SOURCE]: `${'a '.repeat(4_000)}`,
      ...Object.fromEntries(
        Array.from({ length: 1_000 }, (_, index) => [
          `fleet.backstage.io/${'y'.repeat(1_000)}${index}`,
          long,
        ]),
      ),
      __proto__: 'a',
    });
    expect(all).toHaveLength(11);
    expect(all.at(-1)).toBe('and there are more');
    expect(JSON.stringify(all).length).toBeLessThan(10_000);
    expect(problems({ [IMAGE]: 5 })[0]).toContain('no text');
  });

  it('has nothing to say of entities that Fleet provides', () => {
    expect(
      problems({
        'backstage.io/managed-by-origin-location': 'fleet:clusters/c-1',
        'fleet.backstage.io/anything': 'x',
      }),
    ).toEqual([]);
  });
});
