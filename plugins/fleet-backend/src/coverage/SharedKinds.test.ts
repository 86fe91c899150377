import { SharedKinds } from './SharedKinds';

const key = (kind: string) => ({ adapter: 'kubernetes', group: '', kind });

describe('SharedKinds', () => {
  it('gives the same object for the same kind, and another for another', () => {
    const shared = new SharedKinds();
    const pods = shared.kind(key('Pod'));
    expect(pods).toEqual({ id: 'kubernetes//Pod', key: key('Pod') });
    expect(shared.kind(key('Pod'))).toBe(pods);
    expect(shared.kind({ ...key('Pod'), scope: 'namespace/a' })).not.toBe(pods);
  });

  it('does not grow with what clusters make up', () => {
    const shared = new SharedKinds();
    const first = shared.kind(key('Kind0'));
    for (let index = 1; index <= 10_000; index++) {
      shared.kind(key(`Kind${index}`));
      shared.text(`text ${index}`);
    }
    expect(shared.kind(key('Kind0'))).not.toBe(first);
    expect(shared.kind(key('Kind0'))).toEqual(first);
    expect(shared.text('text 1')).toBe('text 1');
  });
});
