import { deepFreeze } from './deepFreeze';

describe('deepFreeze', () => {
  it('freezes what lies below', () => {
    const value = deepFreeze({ list: [{ name: 'a' }] });
    expect(() => {
      value.list[0].name = 'b';
    }).toThrow(TypeError);
    expect(() => value.list.push({ name: 'c' })).toThrow(TypeError);
  });
});
