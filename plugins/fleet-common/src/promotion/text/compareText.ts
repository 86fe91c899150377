/** The order of code units: the same wherever it is asked for, whatever the language. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
