import { withoutUndefined } from './withoutUndefined';

describe('withoutUndefined', () => {
  it('leaves out what is undefined, and keeps the order of the rest', () => {
    const made = withoutUndefined({ b: 1, gone: undefined, a: null, c: '' });
    expect(Object.entries(made)).toEqual([
      ['b', 1],
      ['a', null],
      ['c', ''],
    ]);
    expect('gone' in made).toBe(false);
  });

  it('copies only what has something to leave out', () => {
    const whole = { a: { b: 1 } };
    expect(withoutUndefined(whole)).toBe(whole);
    const some = Object.freeze({ a: whole.a, gone: undefined });
    const made = withoutUndefined(some);
    expect(made).toEqual(whole);
    expect(made.a).toBe(whole.a);
    expect(some).toHaveProperty('gone');
  });

  it.each(['{"__proto__":{"x":1},"a":1}', '{"a":1,"__proto__":"text"}'])(
    'keeps %s a key like others',
    text => {
      const whole = withoutUndefined(JSON.parse(text));
      expect(JSON.stringify(whole)).toBe(text);
      const some = withoutUndefined({ ...JSON.parse(text), gone: undefined });
      expect(JSON.stringify(some)).toBe(text);
      expect(Object.getPrototypeOf(some)).toBe(Object.prototype);
    },
  );
});
