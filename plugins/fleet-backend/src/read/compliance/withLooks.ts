import type { PolicyBook } from './PolicyBook';
import type { Sum } from './readSums';

/** Sums with the standards and controls that they are of. */
export function withLooks(sums: readonly Sum[], book: PolicyBook): Sum[] {
  return sums.map(sum => {
    const look = book.lookOn(sum);
    return {
      ...sum,
      standards: look.standards.map(({ id }) => id),
      controls: sum.controls
        ? book.controlsOf(sum, sum.controls)
        : look.controls,
    };
  });
}
