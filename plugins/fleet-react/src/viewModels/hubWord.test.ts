import { companyHubWords } from '../testing/statements';
import { sayingOf, statusOfHubWord } from './hubWord';

const [seen, upgrading] = companyHubWords('c-euw1b').hubs;

describe('what a hub says', () => {
  it('is that a cluster is there only where it says that it sees it', () => {
    expect(sayingOf(seen)).toBe('available');
    expect(sayingOf({ ...seen, heartbeat: { state: 'unstated' } })).toBe(
      'unstated',
    );
    expect(sayingOf({ ...seen, lifecycle: 'unknown' })).toBe('available');
  });

  it('is what is done with it before that it is there', () => {
    expect(sayingOf(upgrading)).toBe('upgrading');
    expect(sayingOf({ ...seen, lifecycle: 'deleting' })).toBe('deleting');
  });

  it('is first of all that it lost sight of it', () => {
    const lost = {
      ...upgrading,
      heartbeat: { state: 'lost' as const, reason: 'no lease' },
      currency: { current: false, confirmedAt: '2026-11-20T10:00:00Z' },
    };
    expect(sayingOf(lost)).toBe('lost');
    expect(statusOfHubWord(lost)).toEqual({
      key: 'progressing',
      stale: true,
      confirmedAt: '2026-11-20T10:00:00Z',
      reason: 'no lease',
    });
  });
});
