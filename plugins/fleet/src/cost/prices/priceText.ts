const DIGITS = 6;

/** A price for an hour, which is far below what is counted in cents. */
export function priceText(price: number, currency: string): string {
  return `${price.toLocaleString('en', {
    maximumFractionDigits: DIGITS,
  })} ${currency}`;
}
