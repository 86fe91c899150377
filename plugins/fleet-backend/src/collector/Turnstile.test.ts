import { Turnstile } from './Turnstile';

describe('Turnstile', () => {
  it('lets so many in, and the others in their order as places come free', async () => {
    const turnstile = new Turnstile(2);
    const inside: string[] = [];
    const come = (name: string) =>
      turnstile.enter().then(() => {
        inside.push(name);
      });
    const all = Promise.all(['a', 'b', 'c', 'd'].map(come));
    await new Promise(setImmediate);
    expect(inside).toEqual(['a', 'b']);
    turnstile.leave();
    await new Promise(setImmediate);
    expect(inside).toEqual(['a', 'b', 'c']);
    turnstile.leave();
    await all;
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
    turnstile.leave();
    turnstile.leave();
    await come('e');
    expect(inside).toContain('e');
  });
});
