const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const STEP = 1024;

/**
 * An amount of money in whole cents; without a currency it is a number, as no
 * currency may be made up for it.
 */
export function moneyText(
  amount: number,
  currency: string | undefined,
): string {
  const number = amount.toLocaleString('en', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return currency ? `${number} ${currency}` : number;
}

/** A mean of bytes, as memory is spoken of. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit++;
  }
  return `${value.toLocaleString('en', { maximumFractionDigits: 1 })} ${
    UNITS[unit]
  }`;
}

/** A share in per cent, rounded down: nothing looks better than it is. */
export function shareText(share: number): string {
  return `${Math.floor(share * 100).toLocaleString('en')} %`;
}
