import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { logFields, logText } from './logText';

describe('logText', () => {
  it.each(HOSTILE_TEXTS.map(({ name, text }) => [name, text]))(
    'makes one plain line of %s',
    (_, text) => {
      const line = logText(text);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(line.length).toBeLessThan(6_000);
      expect(JSON.parse(JSON.stringify(line))).toBe(line);
    },
  );

  it('shows what it took out', () => {
    expect(logText('a\nb\r\u001b[31m\u202ec\ud800')).toBe(
      'a\\nb\\r\\u{1b}[31m\\u{202e}c\\u{d800}',
    );
    expect(logText('https://x:hunter2@h.example.com')).toBe(
      'https://***@h.example.com',
    );
    expect(
      logText(`${'x '.repeat(1_990)}https://u:${'hunter2'.repeat(50)}@h`),
    ).not.toContain('hunter2');
  });

  it('reaches into fields, keys and errors', () => {
    const cause = new Error('cause\nforged');
    const error = Object.assign(
      new Error('a\n    at forged (file:1:1)\nb', { cause }),
      { config: { headers: { authorization: 'Bearer hunter2hunter2' } } },
    );
    const { failure, deep } = logFields({
      failure: error,
      deep: { 'a\nb': ['c\nd', 1, null, { e: 'f\ng' }] },
    }) as { failure: Error; deep: object };
    expect(deep).toEqual({ 'a\\nb': ['c\\nd', 1, null, { e: 'f\\ng' }] });
    expect(failure).toBeInstanceOf(Error);
    expect(failure.message).toBe('a\\n    at forged (file:1:1)\\nb');
    expect((failure.cause as Error).message).toBe('cause\\nforged');
    // Nothing but what is known to be meant for a log.
    expect(Object.keys(failure)).toEqual([]);
    const [head, ...frames] = (failure.stack ?? '').split('\n');
    expect(head).toBe('Error: a\\n    at forged (file:1:1)\\nb');
    expect(frames.length).toBeGreaterThan(1);
    expect(frames.join('\n')).not.toContain('forged');
    for (const frame of frames) expect(frame).toMatch(/^\s+at |^\\u/);
  });

  it('ends where fields go in circles', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(JSON.stringify(logFields(circle)).length).toBeLessThan(200);
    const error = new Error('x');
    error.cause = error;
    expect(logFields(error)).toBeInstanceOf(Error);
  });
});
