const QUANTITY =
  /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;

const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const BINARY: Readonly<Record<string, number>> = {
  Ki: 10,
  Mi: 20,
  Gi: 30,
  Ti: 40,
  Pi: 50,
  Ei: 60,
};

const BINARY_SUFFIXES = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi'] as const;
const DECIMAL_SUFFIXES = ['E', 'P', 'T', 'G', 'M'] as const;

/** What Kubernetes counts the least of. */
const NANO = 10n ** 9n;

/** A quantity in thousand-millionths, rounded up away from zero as Kubernetes does. */
function inNano(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, whole, fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const isBinary = Object.hasOwn(BINARY, suffix);
  let exponent = 9 - fraction.length;
  if (Object.hasOwn(DECIMAL, suffix)) exponent += DECIMAL[suffix];
  else if (!isBinary) exponent += Number(suffix.slice(1) || 0);
  const scaled = isBinary ? digits << BigInt(BINARY[suffix]) : digits;
  const size =
    exponent >= 0
      ? scaled * 10n ** BigInt(exponent)
      : (scaled + 10n ** BigInt(-exponent) - 1n) / 10n ** BigInt(-exponent);
  return sign === '-' ? -size : size;
}

function wholeText(size: bigint): string {
  for (const suffix of BINARY_SUFFIXES) {
    const unit = 1n << BigInt(BINARY[suffix]);
    if (size % unit === 0n) return `${size / unit}${suffix}`;
  }
  for (const suffix of DECIMAL_SUFFIXES) {
    const unit = 10n ** BigInt(DECIMAL[suffix]);
    if (size % unit === 0n) return `${size / unit}${suffix}`;
  }
  return `${size}`;
}

/**
 * A quantity as one text for all ways to write it: `1` for `1000m`, `1Gi` for `1024Mi`.
 * Exact, and by the rules of `k8s.io/apimachinery/pkg/api/resource`.
 *
 * @returns nothing where it is no quantity
 */
export function canonicalQuantity(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const size = inNano(String(value));
  if (size === undefined) return undefined;
  if (size === 0n) return '0';
  const sign = size < 0n ? '-' : '';
  const absolute = size < 0n ? -size : size;
  if (absolute % NANO === 0n) return `${sign}${wholeText(absolute / NANO)}`;
  if (absolute % 1_000_000n === 0n) return `${sign}${absolute / 1_000_000n}m`;
  if (absolute % 1_000n === 0n) return `${sign}${absolute / 1_000n}u`;
  return `${sign}${absolute}n`;
}
