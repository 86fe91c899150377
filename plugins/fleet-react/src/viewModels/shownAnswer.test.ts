import { shownAnswer } from './shownAnswer';

describe('shownAnswer', () => {
  it('gives back what need not change as the same object', () => {
    const answer = { items: [{ id: 'a', name: 'b', n: 1, x: null }], t: true };
    expect(shownAnswer(answer)).toBe(answer);
  });

  it('changes what hides, and only around it', () => {
    const answer = {
      items: [{ name: 'a\u202eb', other: { deep: ['x'] } }, { name: 'c' }],
    };
    const shown = shownAnswer(answer);
    expect(shown.items[0].name).toBe('a[U+202E]b');
    expect(shown.items[0].other).toBe(answer.items[0].other);
    expect(shown.items[1]).toBe(answer.items[1]);
  });

  it('keeps the lines of messages and of nothing else', () => {
    expect(shownAnswer({ message: 'a\nb', name: 'a\nb' })).toEqual({
      message: 'a\nb',
      name: 'a[U+000A]b',
    });
  });

  it('keeps values as long as the server tells them', () => {
    const text = 'x'.repeat(4_096);
    expect(shownAnswer({ live: { text } })).toEqual({ live: { text } });
    expect(shownAnswer({ live: { text: `${text}y` } }).live.text).toHaveLength(
      4_096,
    );
  });

  it('keeps what goes back to the server', () => {
    const answer = {
      nextCursor: 'a\u200b',
      facets: { region: { values: [{ value: 'a\u200b', count: 1 }] } },
      grouping: { by: 'region', groups: [{ value: 'a\u200b', clusters: [] }] },
      items: [{ id: 'a\u200b' }],
    };
    expect(shownAnswer(answer)).toBe(answer);
  });

  it('changes attributes, also of clusters within a group', () => {
    const cluster = { attributes: { region: { value: 'a\u200b' } } };
    const shown = shownAnswer({
      grouping: { groups: [{ value: 'x', clusters: [cluster] }] },
    });
    expect(JSON.stringify(shown)).toContain('[U+200B]');
  });

  it('cuts what nobody could read', () => {
    const answer = { name: 'n'.repeat(1e6), message: 'm'.repeat(1e6) };
    const shown = shownAnswer(answer);
    expect(shown.name).toHaveLength(512);
    expect(shown.message).toHaveLength(4_000);
    expect(shown.name.endsWith('…')).toBe(true);
  });

  it('leaves addresses to their gate', () => {
    const answer = { repository: 'https://a.example/\u202e' };
    expect(shownAnswer(answer)).toBe(answer);
  });
});
