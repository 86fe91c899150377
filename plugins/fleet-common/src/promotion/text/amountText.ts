const STEPS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/** Resources that are counted in bytes, besides those that are called by a size of page. */
const IN_BYTES: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage']);

function rounded(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}

function bytesText(bytes: number): string {
  const step = Math.min(
    STEPS.length - 1,
    Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)),
  );
  return `${rounded(bytes / 1024 ** step)}${STEPS[step]}`;
}

/**
 * An amount of a resource as people read it: bytes in the largest unit that they fill, all
 * else as a number.
 *
 * @param resource - as Kubernetes calls it, `limits.` before it where it is a limit
 */
export function amountText(resource: string, amount: number): string {
  const name = resource.replace(/^limits\./, '');
  return IN_BYTES.has(name) || name.startsWith('hugepages-')
    ? bytesText(amount)
    : rounded(amount);
}
