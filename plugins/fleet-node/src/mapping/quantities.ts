const QUANTITY =
  /^([+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30}))(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;

const DECIMAL_EXPONENTS: Record<string, number> = {
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

const BINARY_EXPONENTS: Record<string, number> = {
  Ki: 10,
  Mi: 20,
  Gi: 30,
  Ti: 40,
  Pi: 50,
  Ei: 60,
};

function parseScaled(value: unknown, scale: number): number | undefined {
  // An object may say of itself that it cannot be made text.
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const match = QUANTITY.exec(String(value));
  if (!match) return undefined;
  const [, digits, suffix = ''] = match;
  if (suffix in BINARY_EXPONENTS) {
    return Number(`${digits}e${scale}`) * 2 ** BINARY_EXPONENTS[suffix];
  }
  const exponent =
    suffix in DECIMAL_EXPONENTS
      ? DECIMAL_EXPONENTS[suffix]
      : Number(suffix.slice(1) || 0);
  // One conversion of the whole text instead of a product keeps `100m` exact.
  const result = Number(`${digits}e${exponent + scale}`);
  return Number.isFinite(result) ? result : undefined;
}

/**
 * A Kubernetes quantity (`1500m`, `16Gi`, `12e6`) as a number; `undefined` where
 * it is none. Source: `k8s.io/apimachinery/pkg/api/resource`.
 *
 * @public
 */
export function parseQuantity(value: unknown): number | undefined {
  return parseScaled(value, 0);
}

/**
 * A quantity of CPU in thousandths of a core.
 *
 * @public
 */
export function parseMillicores(value: unknown): number | undefined {
  return parseScaled(value, 3);
}
