import { moneyText, shareText } from './money';

describe('words of money', () => {
  it('makes up no currency', () => {
    expect(moneyText(1234.5, undefined)).toBe('1,234.50');
    expect(moneyText(1234.5, 'EUR')).toBe('1,234.50 EUR');
    expect(moneyText(-3, 'USD')).toBe('-3.00 USD');
  });

  it('rounds no share up', () => {
    expect(shareText(0.999)).toBe('99 %');
    expect(shareText(1.46)).toBe('146 %');
  });
});
