import { recipientOf, recipientsOf, recipientsOfCluster } from './recipients';

describe('recipientOf', () => {
  it.each([
    ['group:default/payments', 'group:default/payments'],
    ['payments', 'group:default/payments'],
    ['User:Default/Rita', 'user:default/rita'],
    ['component:default/cart', undefined],
    ['unassigned', undefined],
    ['', undefined],
    [undefined, undefined],
    ['not/a:reference', undefined],
    ['group:default/<b>', undefined],
  ])('%j is %j', (text, expected) => {
    expect(recipientOf(text)).toBe(expected);
  });

  it('is each once', () => {
    expect(recipientsOf(['payments', 'group:default/payments', null])).toEqual([
      'group:default/payments',
    ]);
  });

  it('is the operators where a cluster has no owner', () => {
    const operators = ['group:default/platform'];
    expect(recipientsOfCluster('payments', operators)).toEqual([
      'group:default/payments',
    ]);
    expect(recipientsOfCluster('unassigned', operators)).toBe(operators);
  });
});
