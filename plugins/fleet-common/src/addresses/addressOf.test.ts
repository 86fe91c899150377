import { addressOf } from './addressOf';

const SCRIPT = ['java', 'script:'].join('');

describe('addressOf', () => {
  it.each([
    ['https://git.example.com/shop.git', 'https://git.example.com/shop.git'],
    ['https://bot:secret@git.example.com/a', 'https://git.example.com/a'],
    ['https://token@git.example.com/a', 'https://git.example.com/a'],
    ['https://a:b@c@git.example.com/a', 'https://git.example.com/a'],
    ['git+https://a:b@git.example.com/a', 'git+https://git.example.com/a'],
    ['ssh://git@git.example.com/a', 'ssh://git@git.example.com/a'],
    ['ssh://git:pw@git.example.com:22/a', 'ssh://git@git.example.com:22/a'],
    ['git@git.example.com:shop/cart.git', 'git@git.example.com:shop/cart.git'],
    ['git.example.com:shop/cart.git', 'git.example.com:shop/cart.git'],
    ['bot:secret@git.example.com/a', 'bot@git.example.com/a'],
    ['registry.example.com/charts', 'registry.example.com/charts'],
    ['registry:5000/charts', 'registry:5000/charts'],
    ['oci://registry.example.com/charts', 'oci://registry.example.com/charts'],
    ['https://git.example.com/a?at=x@y', 'https://git.example.com/a?at=x@y'],
    [
      'https://git.example.com/a?access_token=hunter2&b=c',
      'https://git.example.com/a?access_token=***&b=c',
    ],
  ])('reads %s as %s', (value, expected) => {
    expect(addressOf(value)).toBe(expected);
  });

  it.each([
    '',
    undefined,
    `https://x/${'y'.repeat(2048)}`,
    'https://x/\u202egit',
    'https://x/a b',
    `${SCRIPT}alert(1)`,
    `JaVaScRiPt${':'}alert(1)`,
    ` \t${SCRIPT}alert(1)`,
    `${SCRIPT}//git.example.com/%0aalert(1)`,
    'data:text/html,x',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'unknown://git.example.com/a',
    'mailto:a@example.com',
    'alert:1;x',
    '//git.example.com/a',
    '\\\\git.example.com\\a',
    'https://git.example.com/\ud800',
    'https://git.example.com/\0',
  ])('has no address for %j', value => {
    expect(addressOf(value)).toBeUndefined();
  });
});
