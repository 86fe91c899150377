import { readSelector } from './readSelector';

describe('readSelector', () => {
  it.each([
    ['Deployment', 'Deployment'],
    ['.*', '*'],
    ['cart-.*-eu', 'cart-*-eu'],
    ['apps', 'apps'],
    ['^cart$', 'cart'],
    ['networking\\.k8s\\.io', 'networking.k8s.io'],
    // The dot of an expression is any character.
    ['networking.k8s.io', 'networking?k8s?io'],
  ])('tells %j as %j', (expression, pattern) => {
    expect(readSelector(expression)).toBe(pattern);
  });

  it.each([
    'Deployment|StatefulSet',
    '(cart|search)',
    'cart-[0-9]',
    'cart-\\d',
    'cart+',
    'cart.?',
    'cart.+',
    '(a+)+$',
    'cart\\$',
    '^cart|search$',
    'x*',
    'cart{2}',
    'cärt',
  ])('does not tell %j', expression => {
    expect(readSelector(expression)).toBeUndefined();
  });
});
