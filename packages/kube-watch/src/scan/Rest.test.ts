import { Rest } from './Rest';

const text = (bytes: Buffer) => bytes.toString('latin1');

describe('Rest', () => {
  it('hands a chunk through when nothing is left', () => {
    const chunk = Buffer.from('abc');
    expect(new Rest().join(chunk)).toBe(chunk);
  });

  it('puts what is left before the next chunk', () => {
    const rest = new Rest();
    const bytes = rest.join(Buffer.from('abcdef'));
    rest.keep(bytes, [4, 6]);
    expect(rest.length).toBe(2);
    expect(text(rest.join(Buffer.from('gh')))).toBe('efgh');
  });

  it('keeps parts of what it holds itself', () => {
    const rest = new Rest();
    rest.keep(Buffer.from('abcdef'), [0, 6]);
    rest.keep(rest.join(Buffer.from('ghi')), [1, 3], [6, 9]);
    expect(text(rest.join(Buffer.from('!')))).toBe('bcghi!');
  });

  it('does not keep the memory of a chunk', () => {
    const rest = new Rest();
    const chunk = Buffer.from('abcdef');
    rest.keep(chunk, [2, 4]);
    chunk.fill('x');
    expect(text(rest.join(Buffer.from('!')))).toBe('cd!');
  });

  it('copies each byte a few times at most, however small the chunks are', () => {
    const rest = new Rest();
    let copied = 0;
    const { copy, set } = Buffer.prototype;
    const copying = jest
      .spyOn(Buffer.prototype, 'copy')
      .mockImplementation(function count(this: Buffer, ...args) {
        const length = copy.apply(this, args);
        copied += length;
        return length;
      });
    const setting = jest
      .spyOn(Buffer.prototype, 'set')
      .mockImplementation(function count(this: Buffer, ...args) {
        copied += (args[0] as ArrayLike<number>).length;
        return set.apply(this, args);
      });
    for (let at = 0; at < 20_000; at += 1) {
      const bytes = rest.join(Buffer.from('x'));
      rest.keep(bytes, [0, bytes.length]);
    }
    copying.mockRestore();
    setting.mockRestore();
    expect(rest.length).toBe(20_000);
    expect(copied).toBeLessThan(4 * 20_000);
  });

  it('gives its memory back', () => {
    const rest = new Rest();
    rest.keep(Buffer.from('abc'), [0, 3]);
    rest.keep(rest.join(Buffer.from('d')), [4, 4]);
    expect(rest.length).toBe(0);
    const chunk = Buffer.from('e');
    expect(rest.join(chunk)).toBe(chunk);
  });
});
