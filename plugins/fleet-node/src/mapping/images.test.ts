import { imagesOf, parseImageReference } from './images';

const digest = `sha256:${'a1'.repeat(32)}`;

describe('parseImageReference', () => {
  it.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['shop/cart:v2', { repository: 'shop/cart', tag: 'v2' }],
    [
      'registry.example.com:5000/shop/cart',
      { repository: 'registry.example.com:5000/shop/cart' },
    ],
    [
      'registry.example.com:5000/shop/cart:2.4.1',
      { repository: 'registry.example.com:5000/shop/cart', tag: '2.4.1' },
    ],
    [
      `registry.example.com/cart@${digest}`,
      { repository: 'registry.example.com/cart', digest },
    ],
    [
      `localhost:5000/cart:2.4.1@${digest}`,
      { repository: 'localhost:5000/cart', tag: '2.4.1', digest },
    ],
    ['[::1]:5000/cart:1', { repository: '[::1]:5000/cart', tag: '1' }],
  ])('reads %s', (reference, expected) => {
    expect(parseImageReference(reference)).toEqual(expected);
  });

  it.each([
    '',
    ':1.0',
    'cart:',
    'cart@',
    'cart@sha256:short',
    'cart:one two',
    'https://registry.example.com/cart',
    'registry.example.com//cart',
    `cart:${'x'.repeat(600)}`,
    '\u202ecart:1',
  ])('does not read %j', reference => {
    expect(parseImageReference(reference)).toBeUndefined();
  });
});

describe('imagesOf', () => {
  it('keeps the order and leaves out what cannot be read', () => {
    expect(
      imagesOf([
        { name: 'app', image: 'shop/cart:2' },
        { name: 'broken', image: '' },
        { name: 'proxy', image: 'mesh/proxy:1' },
      ]),
    ).toEqual([
      { container: 'app', repository: 'shop/cart', tag: '2' },
      { container: 'proxy', repository: 'mesh/proxy', tag: '1' },
    ]);
  });

  it('keeps at most 50', () => {
    const many = Array.from({ length: 80 }, (_, index) => ({
      name: `c${index}`,
      image: 'cart:1',
    }));
    expect(imagesOf(many)).toHaveLength(50);
  });
});
