import { withoutCredentials } from './withoutCredentials';

const JWT = `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`;
const pem = (kind: string) =>
  `-----BEGIN ${kind}-----\nMIIB\n-----END ${kind}-----`;

describe('withoutCredentials', () => {
  it.each([
    [
      'cannot clone https://bot:hunter2@git.example.com/a: not found',
      'cannot clone https://***@git.example.com/a: not found',
    ],
    [
      "dial 'https://hunter2@git.example.com'",
      "dial 'https://***@git.example.com'",
    ],
    ['https://a:b@c@git.example.com/a', 'https://***@git.example.com/a'],
    ['ssh://git:pw@git.example.com/a', 'ssh://git:***@git.example.com/a'],
    [
      'clone bot:hunter2@git.example.com/a failed',
      'clone bot:***@git.example.com/a failed',
    ],
    [
      'GET https://h.example.com/a?private_token=hunter2&b=c: 403',
      'GET https://h.example.com/a?private_token=***&b=c: 403',
    ],
    [
      'https://s3.example.com/a?X-Amz-Signature=hunter2&X-Amz-Credential=hunter2',
      'https://s3.example.com/a?X-Amz-Signature=***&X-Amz-Credential=***',
    ],
    [
      'https://b.example.com/a?sv=1&sig=hunter2',
      'https://b.example.com/a?sv=1&sig=***',
    ],
    ['DB_PASSWORD="hunter2 hunter2" refused', 'DB_PASSWORD=*** refused'],
    ['--token=hunter2, retried', '--token=***, retried'],
    ['Authorization: Bearer hunter2hunter2', 'Authorization: Bearer ***'],
    ['authorization: basic aHVudGVyMg==', 'authorization: basic ***'],
    [`token ${JWT} has expired`, 'token *** has expired'],
    [`ghp_${'a1'.repeat(18)} is revoked`, '*** is revoked'],
    [`glpat-${'a1'.repeat(10)} is revoked`, '*** is revoked'],
    [`key ${pem('RSA PRIVATE KEY')} is bad`, 'key *** is bad'],
    [`cut ${pem('PRIVATE KEY').slice(0, 35)}`, 'cut ***'],
  ])('%s', (text, expected) => {
    expect(withoutCredentials(text)).toBe(expected);
    expect(withoutCredentials(expected)).toBe(expected);
  });

  it.each([
    'containers with unready status: [app]: back-off 5m0s',
    'label backstage.io/kubernetes-id=cart',
    'cart:apps/Deployment:shop/cart',
    'git@git.example.com:shop/cart.git',
    'ssh://git@git.example.com/a',
    'ssh:git.example.com',
    'registry.example.com:5000/shop/cart:2.4.1@sha256:aabb',
    'secret "cart-token" not found',
    'https://git.example.com/a?ref=main@{1}',
    'basic check failed',
    'main@sha1:3f1c0a9d5e7b42c68d10f4a7b9e2c35d6a8f0b17',
    pem('CERTIFICATE'),
  ])('leaves %j as it is', text => {
    expect(withoutCredentials(text)).toBe(text);
  });

  it('does not go back and forth in a text that is made for it', () => {
    for (const piece of [
      'token',
      'a.',
      '://',
      'x:',
      'eyJaaaaaaaa.',
      '-----BEGIN PRIVATE KEY-----',
      '=',
      '@',
      'bearer ',
    ]) {
      // A pattern that does takes until the test is ended.
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(withoutCredentials(text).length).toBeLessThanOrEqual(
        text.length * 2,
      );
    }
  });
});
