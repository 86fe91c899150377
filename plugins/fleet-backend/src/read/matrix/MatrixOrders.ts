import type { MatrixOrder } from './orderAxes';

/** Orders of all readers together; the largest holds some thousand references. */
const ORDERS = 200;

/**
 * The orders of rows and columns that readers were told of last: who looks at one goes
 * on in it while the fleet changes, instead of beginning anew with every change.
 */
export class MatrixOrders {
  /** The one that was used last at the end. */
  readonly #orders = new Map<string, MatrixOrder>();

  /** @param accessKey - of who was told; others never get it */
  keep(accessKey: string, order: MatrixOrder): void {
    const key = `${accessKey} ${order.version}`;
    this.#orders.delete(key);
    this.#orders.set(key, order);
    if (this.#orders.size > ORDERS) {
      this.#orders.delete(this.#orders.keys().next().value as string);
    }
  }

  of(accessKey: string, version: string): MatrixOrder | undefined {
    const known = this.#orders.get(`${accessKey} ${version}`);
    if (known) this.keep(accessKey, known);
    return known;
  }
}
