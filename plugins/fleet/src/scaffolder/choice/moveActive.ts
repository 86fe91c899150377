const PAGE = 10;

/**
 * Where a key leads in a list; `undefined` where it leads nowhere.
 *
 * @param at - where one is, -1 for nowhere yet
 */
export function moveActive(
  key: string,
  at: number,
  length: number,
): number | undefined {
  const last = length - 1;
  if (last < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(Math.max(at, 0) + PAGE, last);
    case 'PageUp':
      return Math.max(at - PAGE, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
