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

/** A share in per cent, rounded down: nothing looks better than it is. */
export function shareText(share: number): string {
  return `${Math.floor(share * 100).toLocaleString('en')} %`;
}
