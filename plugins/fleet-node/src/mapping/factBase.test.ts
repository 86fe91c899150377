import { factBase } from './factBase';

const context = {
  source: {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    uid: '1',
  },
};

describe('factBase', () => {
  it('speaks of the observer and says nothing that it does not know', () => {
    const base = factBase(context, {
      labels: { team: 'a' },
      annotations: { note: 'private' },
    });
    expect(base).toEqual({
      subject: { type: 'observer' },
      source: context.source,
      part: '',
      labels: { team: 'a' },
      annotations: {},
    });
    expect(Object.keys(base)).not.toContain('changedAt');
  });
});
