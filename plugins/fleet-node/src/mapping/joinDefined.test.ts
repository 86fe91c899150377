import { joinDefined } from './joinDefined';

describe('joinDefined', () => {
  it.each([
    [[{ a: 1 }, { b: 2 }]],
    [[{ a: 1, b: undefined }, { b: 2, a: 3 }, { c: undefined }]],
    [[{ a: 1, b: 2 }, { a: undefined }, { c: null }]],
    [[{ a: 1, b: 2 }, { a: undefined }, { a: 4 }]],
    [[{}, {}]],
  ] as [object, object, object?][][])('is what a literal is: %j', parts => {
    const literal = Object.assign({}, ...parts);
    const joined = joinDefined(...(parts as [object, object, object?]));
    expect(joined).toEqual(JSON.parse(JSON.stringify(literal)));
    expect(Object.values(joined)).not.toContain(undefined);
  });

  it('has its keys in the order in which they were first said', () => {
    const joined = joinDefined({ b: 1, a: 1 }, { c: 1 }, { a: 2, d: 2 });
    expect(JSON.stringify(joined)).toBe('{"b":1,"a":2,"c":1,"d":2}');
  });

  it('makes plain objects, of any number of keys', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`key${index}`, index]),
    );
    const joined = joinDefined({ first: true }, many);
    expect(Object.getPrototypeOf(joined)).toBe(Object.prototype);
    expect(joined).toStrictEqual({ first: true, ...many });
    expect(
      joinDefined({}, JSON.parse('{"__proto__":{"x":1}}')),
    ).not.toHaveProperty('x');
  });
});
