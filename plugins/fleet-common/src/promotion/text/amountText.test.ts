import { amountText } from './amountText';

describe('amountText', () => {
  it.each([
    ['cpu', 0.25, '0.25'],
    ['cpu', 0.1 + 0.2, '0.3'],
    ['memory', 0, '0'],
    ['memory', 1_023, '1023'],
    ['memory', 268_435_456, '256Mi'],
    ['memory', 1.5 * 1024 ** 3, '1.5Gi'],
    ['limits.memory', 1024 ** 3, '1Gi'],
    ['ephemeral-storage', 1024, '1Ki'],
    ['hugepages-2Mi', 2 * 1024 ** 2, '2Mi'],
    ['nvidia.com/gpu', 3, '3'],
    ['pods', 2, '2'],
  ])('of %s writes %p as %p', (resource, amount, expected) => {
    expect(amountText(resource, amount)).toBe(expected);
  });
});
