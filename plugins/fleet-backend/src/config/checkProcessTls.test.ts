import { checkProcessTls } from './checkProcessTls';

describe('checkProcessTls', () => {
  it.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: '1' }])(
    'has nothing to say of %j',
    environment => {
      expect(checkProcessTls(environment as never)).toEqual([]);
    },
  );

  it('tells of certificates that nobody verifies', () => {
    expect(
      checkProcessTls({ NODE_TLS_REJECT_UNAUTHORIZED: '0' } as never),
    ).toEqual([
      {
        key: 'NODE_TLS_REJECT_UNAUTHORIZED',
        value: '0',
        message: expect.stringContaining('verified all the same'),
      },
    ]);
  });
});
