/** Has room for as many fields as it sets of a sample, and for as many again before it is slow. */
function Roomy(this: Record<string, unknown>, isSample: boolean): void {
  if (!isSample) return;
  this.a = 0;
  this.b = 0;
  this.c = 0;
  this.d = 0;
  this.e = 0;
  this.f = 0;
  this.g = 0;
  this.h = 0;
  this.i = 0;
  this.j = 0;
  this.k = 0;
  this.l = 0;
  this.m = 0;
  this.n = 0;
  this.o = 0;
  this.p = 0;
  this.q = 0;
  this.r = 0;
  this.s = 0;
  this.t = 0;
}

Roomy.prototype = Object.prototype;

const Constructor = Roomy as unknown as new (isSample: boolean) => object;

// The engine measures by the first few what all later ones need.
Array.from({ length: 16 }, () => new Constructor(true));

/**
 * An empty plain object for 13 to 40 keys that are known only when they are set. What
 * is put into `{}` key by key is moved each time that it grows, and from some 20 keys
 * on it becomes a hash table, which costs whoever reads it several times as much.
 */
export function roomyObject(): object {
  return new Constructor(false);
}
