import { addressOf } from './urls';

describe('addressOf', () => {
  it.each([
    ['https://git.example.com/shop.git', 'https://git.example.com/shop.git'],
    ['https://bot:secret@git.example.com/a', 'https://git.example.com/a'],
    ['https://token@git.example.com/a', 'https://git.example.com/a'],
    ['https://a:b@c@git.example.com/a', 'https://git.example.com/a'],
    ['ssh://git@git.example.com/a', 'ssh://git@git.example.com/a'],
    ['ssh://git:pw@git.example.com:22/a', 'ssh://git@git.example.com:22/a'],
    ['git@git.example.com:shop/cart.git', 'git@git.example.com:shop/cart.git'],
    ['oci://registry.example.com/charts', 'oci://registry.example.com/charts'],
    ['https://git.example.com/a?at=x@y', 'https://git.example.com/a?at=x@y'],
  ])('reads %s as %s', (value, expected) => {
    expect(addressOf(value)).toBe(expected);
  });

  it.each([
    '',
    undefined,
    `https://x/${'y'.repeat(2048)}`,
    'https://x/\u202egit',
    'https://x/a b',
  ])('has no address for %j', value => {
    expect(addressOf(value)).toBeUndefined();
  });
});
