import { mockServices } from '@backstage/backend-test-utils';
import { readShare } from './readShare';

const read = (shareCredentials?: string) =>
  readShare(
    mockServices.rootConfig({
      data: {
        kubernetes: { fleet: shareCredentials ? { shareCredentials } : {} },
      },
    }),
  );

describe('readShare', () => {
  it("shares the operator's own unless he says otherwise", () => {
    expect(read()).toEqual({ mode: 'configured', origins: ['operator'] });
    expect(read('none')).toEqual({ mode: 'none', origins: ['operator'] });
    expect(read('all').origins).toContain('hub');
  });

  it('takes no word that it does not know for another', () => {
    expect(() => read('All')).toThrow(
      "kubernetes.fleet.shareCredentials is 'All'; it has to be one of none, configured, all",
    );
  });
});
