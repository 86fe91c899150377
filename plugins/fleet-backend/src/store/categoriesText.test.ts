import { categoriesText, categoryText, readCategories } from './categoriesText';

const NAMES = ['Pod Security', 'x","y', 'ends with \\', 'a,b', '\u0000'];

describe('categoriesText', () => {
  it('holds each of its names, and no other', () => {
    const text = categoriesText(NAMES);
    for (const name of NAMES) expect(text).toContain(categoryText(name));
    for (const name of ['Pod', 'x', 'y', 'b', '', 'pod security']) {
      expect(text).not.toContain(categoryText(name));
    }
    expect(readCategories(text)).toEqual(NAMES);
  });

  it('is told apart from none', () => {
    expect(readCategories(categoriesText([]))).toEqual([]);
    expect(readCategories(categoriesText(['']))).toEqual(['']);
  });

  it('is no names where something else was written', () => {
    for (const text of ['', ',', 'x', '[ [x](y)', ',"a', ',"a",,']) {
      expect(readCategories(text)).toEqual([]);
    }
  });

  it('is of the first twenty alone', () => {
    const many = Array.from({ length: 50 }, (_, index) => `c-${index}`);
    expect(readCategories(categoriesText(many))).toEqual(many.slice(0, 20));
  });
});
