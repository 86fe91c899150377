import { boundedName, boundedText } from './boundedText';

describe('boundedText', () => {
  it('cuts a megabyte to its limit and says so', () => {
    const text = boundedText('x'.repeat(1_000_000));
    expect(text).toHaveLength(1024);
    expect(text.endsWith('…')).toBe(true);
    expect(boundedName('y'.repeat(10_000))).toHaveLength(512);
  });

  it('removes what reorders, hides or breaks text, and keeps lines', () => {
    expect(boundedText('a\u202eb\u200bc\u0000d\u001b[31m\ud800\nline')).toBe(
      'abcd[31m\nline',
    );
  });

  it('does not leave half a character at the cut', () => {
    const text = boundedText('😀'.repeat(2000));
    expect(text.at(-1)).toBe('…');
    expect(/\p{Cs}/u.test(text)).toBe(false);
  });

  it('leaves out the credentials that engines put into their messages', () => {
    expect(
      boundedText(
        'authentication failed for https://bot:hunter2hunter2@git.example.com/a: Bearer abcdefgh12345678',
      ),
    ).toBe(
      'authentication failed for https://***@git.example.com/a: Bearer ***',
    );
    expect(boundedName('https://bot:hunter2@git.example.com/a')).toBe(
      'https://***@git.example.com/a',
    );
  });

  it.each([
    ['https://a:b@c.d', 'https://***@c.d'],
    ['u:p@h.example', 'u:***@h.example'],
    ['pwd=x', 'pwd=***'],
    ['eyJabcdefgh.a', '***'],
    ['basic abcdefgh', 'basic ***'],
    ['BEARER abcdefgh', 'BEARER ***'],
    [`a ghp_${'1'.repeat(16)}`, 'a ***'],
    [`a github_pat_${'1'.repeat(16)}`, 'a ***'],
    [`a glpat-${'1'.repeat(16)}`, 'a ***'],
    [`a xoxb-${'1'.repeat(10)}`, 'a ***'],
    [`a AKIA${'1'.repeat(12)}`, 'a ***'],
    [`a ASIA${'1'.repeat(12)}`, 'a ***'],
    ['a -----BEGIN PRIVATE KEY-----', 'a ***'],
  ])('finds the shortest of credentials: %s', (text, expected) => {
    expect(boundedText(text)).toBe(expected);
  });

  it('cuts what is too long only once its credentials are hidden', () => {
    const text = boundedText(`${'x'.repeat(1015)} token=1`);
    expect(text).toHaveLength(1024);
    expect(text).toMatch(/ token=\*…$/);
  });

  it('keeps no part of a credential that the cut went through', () => {
    const secret = 'hunter2'.repeat(200);
    const text = `${`https://u:${secret}@a.example.com `.repeat(
      2,
    )}https://u:${secret}@b.example.com`;
    expect(boundedText(text)).not.toContain('hunter2');
    expect(boundedText(text)).toMatch(/…$/);
    expect(
      boundedText(`${'\u200b'.repeat(3500)}https://u:${secret}@c.example.com`),
    ).not.toContain('hunter2');
    // No cut that starts within it shows it either.
    for (let lead = 0; lead < 60; lead++) {
      expect(
        boundedText(
          `${' '.repeat(lead * 70)}https://u:${secret}@c.example.com`,
        ),
      ).not.toContain('hunter2hunter2hunter2');
    }
  });
});
