import { BuildError } from './BuildError';
import { builtImage } from './builtImage';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function build(files: Record<string, string>): string {
  return builtImage(
    {
      commit: '0'.repeat(40),
      history: [],
      files: new Map(Object.entries(files)),
    },
    'overlay',
    { workload: 'cart', image: 'registry.example/cart' },
  );
}

const deployment = (image: string) =>
  `kind: Deployment\napiVersion: apps/v1\nmetadata: { name: cart }\nspec: { template: { spec: { containers: [{ name: side, image: 'side:1' }, { name: cart, image: '${image}' }] } } }\n`;

describe('builtImage', () => {
  it.each([
    ['newTag: 1.10.1', 'registry.example:5000/cart:1.10.1'],
    ['newTag: "1.10"', 'registry.example:5000/cart:1.10'],
    [`digest: ${DIGEST}`, `registry.example:5000/cart@${DIGEST}`],
    [
      `newTag: v2, digest: ${DIGEST}`,
      `registry.example:5000/cart:v2@${DIGEST}`,
    ],
    ['newName: other.example/cart', 'other.example/cart:base'],
  ])('takes %s', (said, image) => {
    expect(
      build({
        'base/kustomization.yaml': 'resources: [cart.yaml]',
        'base/cart.yaml': deployment('registry.example:5000/cart:base'),
        'overlay/kustomization.yaml': `resources: [../base/]\nimages: [{ name: 'registry.example:5000/cart', ${said} }]`,
      }),
    ).toBe(image);
  });

  it('lets the outer layer win, and knows what the inner has called it', () => {
    expect(
      build({
        'base/kustomization.yml': `resources: [cart.yaml]\nimages: [{ name: cart, newName: registry.example/cart, digest: '${DIGEST}' }]`,
        'base/cart.yaml': deployment('cart'),
        'overlay/kustomization.yaml':
          'resources: [../base]\nimages: [{ name: registry.example/cart, newTag: v3 }, { name: cart, newTag: v4 }]',
      }),
    ).toBe('registry.example/cart:v3');
  });

  it('takes the image that it is told of where the folder has no workload', () => {
    expect(
      build({
        'overlay/kustomization.yaml':
          'images: [{ name: registry.example/cart, newTag: v5 }]',
      }),
    ).toBe('registry.example/cart:v5');
  });

  it.each([
    [{}, 'unable to find one of'],
    [
      { 'overlay/kustomization.yaml': 'resources: [../gone]' },
      'no such file or directory',
    ],
    [
      { 'overlay/kustomization.yaml': 'resources: [../../etc]' },
      'no path of the repository',
    ],
    [
      { 'overlay/kustomization.yaml': 'resources: [../overlay]' },
      'cycle detected',
    ],
    [{ 'overlay/kustomization.yaml': 'resources: {}' }, 'no list'],
    [{ 'overlay/kustomization.yaml': 'images: 7' }, 'no list'],
    [{ 'overlay/kustomization.yaml': 'a: [' }, 'invalid YAML'],
    [
      {
        'overlay/kustomization.yaml': 'resources: [x.yaml]',
        'overlay/x.yaml': 'kind: 7',
      },
      'a document that is no object',
    ],
  ])('refuses %j', (files, message) => {
    expect(() => build(files as Record<string, string>)).toThrow(BuildError);
    expect(() => build(files as Record<string, string>)).toThrow(message);
  });
});
