const BUCKET_MS = 1_000;

/**
 * Who has to be looked at when, in buckets of a second: a thousand that wait
 * cost nothing while none of them is due. Each waits for its earliest time only;
 * one that comes too early is looked at and asks again.
 */
export class Agenda {
  readonly #buckets = new Map<number, Set<string>>();
  readonly #bucketOf = new Map<string, number>();

  /** @param at - milliseconds */
  schedule(id: string, at: number): void {
    const bucket = Math.floor(at / BUCKET_MS);
    const known = this.#bucketOf.get(id);
    if (known !== undefined && known <= bucket) return;
    if (known !== undefined) this.#buckets.get(known)?.delete(id);
    this.#bucketOf.set(id, bucket);
    const ids = this.#buckets.get(bucket) ?? new Set();
    ids.add(id);
    this.#buckets.set(bucket, ids);
  }

  /** Takes away those whose second has come. */
  take(now: number): string[] {
    const due: string[] = [];
    for (const [bucket, ids] of this.#buckets) {
      if (bucket * BUCKET_MS > now) continue;
      this.#buckets.delete(bucket);
      for (const id of ids) {
        this.#bucketOf.delete(id);
        due.push(id);
      }
    }
    return due;
  }

  forget(id: string): void {
    const bucket = this.#bucketOf.get(id);
    if (bucket === undefined) return;
    this.#bucketOf.delete(id);
    this.#buckets.get(bucket)?.delete(id);
  }
}
