import { parseBudget } from './parseBudget';

describe('parseBudget', () => {
  it.each([
    ['1200 EUR', { limit: 1200, currency: 'EUR', period: 'month' }],
    ['0 EUR', { limit: 0, currency: 'EUR', period: 'month' }],
    [' 12.5  USD ', { limit: 12.5, currency: 'USD', period: 'month' }],
    [
      '9000 EUR per quarter',
      { limit: 9000, currency: 'EUR', period: 'quarter' },
    ],
    ['1 CHF per week', { limit: 1, currency: 'CHF', period: 'week' }],
    ['1 CHF per month', { limit: 1, currency: 'CHF', period: 'month' }],
    [
      '999999999999.99 JPY',
      { limit: 999999999999.99, currency: 'JPY', period: 'month' },
    ],
  ])('reads %j', (value, budget) => {
    expect(parseBudget(value)).toEqual({ budget });
  });

  it.each([
    ['', 'amount'],
    ['EUR 1200', 'amount'],
    ['1,200 EUR', 'amount'],
    ['1e9 EUR', 'amount'],
    ['-5 EUR', 'amount'],
    ['0x10 EUR', 'amount'],
    ['Infinity EUR', 'amount'],
    ['٣ EUR', 'amount'],
    ['1.234 EUR', 'amount'],
    ['1000000000000 EUR', 'amount'],
    ['1200EUR', 'amount'],
    ['1200', 'currency'],
    ['1200 €', 'currency'],
    ['1200 eur', 'currency'],
    ['1200 EURO', 'currency'],
    ['1200\tEUR', 'amount'],
    ['1200 EUR month', 'period'],
    ['1200 EUR per', 'period'],
    ['1200 EUR per year', 'period'],
    ['1200 EUR per month or so', 'period'],
    ['1200 EUR / month', 'period'],
    [`1200 EUR${' '.repeat(100)}`, 'too-long'],
  ])('says of %j what of it is wrong: %s', (value, problem) => {
    expect(parseBudget(value)).toEqual({ problem });
  });

  it('reads thresholds, each once and in order', () => {
    expect(parseBudget('1 EUR', '100, 50,50 ,1000')).toEqual({
      budget: {
        limit: 1,
        currency: 'EUR',
        period: 'month',
        thresholds: [50, 100, 1000],
      },
    });
  });

  it.each([
    ['', 'thresholds'],
    ['80%', 'thresholds'],
    ['0', 'thresholds'],
    ['1001', 'thresholds'],
    ['80,', 'thresholds'],
    ['80.5', 'thresholds'],
    [Array(21).fill(1).join(), 'thresholds'],
    ['1'.repeat(101), 'too-long'],
  ])('is no budget with the thresholds %j: %s', (thresholds, problem) => {
    expect(parseBudget('1 EUR', thresholds)).toEqual({ problem });
  });
});
