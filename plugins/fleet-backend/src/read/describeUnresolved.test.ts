import { UNRESOLVED_REASONS } from '../store/SubjectResolver';
import { describeUnresolved } from './describeUnresolved';

describe('describeUnresolved', () => {
  it('has words of its own for each reason', () => {
    const words = UNRESOLVED_REASONS.map(reason =>
      describeUnresolved(
        reason,
        reason.endsWith('server')
          ? { server: 'https://a' }
          : { name: 'member-1' },
      ),
    );
    expect(new Set(words).size).toBe(UNRESOLVED_REASONS.length);
    for (const each of words) {
      expect(each).toMatch(/https:\/\/a|member-1|names no cluster/);
    }
  });

  it('tells what is known of what was written before reasons were kept', () => {
    expect(describeUnresolved(null, { server: 'https://a' })).toContain(
      'https://a',
    );
    expect(describeUnresolved(null, { name: 'b' })).toContain(
      'fleet.references',
    );
  });
});
