/** An amount with its currency, as in `1,234.50 USD`. */
export function moneyText(amount: number, money: string): string {
  const digits = Math.abs(amount) >= 1_000 ? 0 : 2;
  const text = amount.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return money ? `${text} ${money}` : text;
}
