import {
  brings,
  deliveryFact,
  freezeFact,
  namespaceFact,
  nodeFact,
  workloadFact,
} from '../__testUtils__/facts';
import { touchedNamespaces } from './touchedNamespaces';

describe('touchedNamespaces', () => {
  it.each([
    ['a workload', workloadFact({ namespace: 'shop' }), ['shop']],
    ['a namespace', namespaceFact('shop'), ['shop']],
    ['a node', nodeFact(), ['']],
    ['a fact that no instance is made of', freezeFact('window-0'), ['']],
    [
      'a delivery that names what it brings',
      deliveryFact({ brings: brings('a/x', 'b/y', 'a/z') }),
      ['a', 'b'],
    ],
    [
      'a delivery with a target namespace',
      deliveryFact({ targetNamespace: 'shop' }),
      ['shop'],
    ],
    ['a delivery that says nothing of it', deliveryFact(), ['*']],
    [
      'a delivery that brings by labels',
      deliveryFact({
        targetNamespace: 'shop',
        brings: { ...brings('shop/x'), labels: { app: 'x' } },
      }),
      ['*'],
    ],
  ])('%s', (_, fact, expected) => {
    expect(touchedNamespaces(fact)).toEqual(expected);
  });
});
