/** Why something may not be called current, in words. */
export function staleReason(coverage: {
  state: string;
  reason?: string | null;
}): string {
  if (coverage.reason) return coverage.reason;
  // Nothing failed; it only fell silent.
  return coverage.state === 'current'
    ? 'no sign of life for more than 90 seconds'
    : coverage.state;
}
