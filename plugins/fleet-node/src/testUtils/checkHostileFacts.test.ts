import { z } from 'zod';
import { defineWatch } from '../adapters';
import { checkHostileFacts } from './checkHostileFacts';

/** A mapper that takes its text as `read` says. */
function watchWith(read: (text: string) => unknown) {
  return defineWatch({
    group: 'shop.example.com',
    versions: ['v1'],
    kind: 'Cart',
    plural: 'carts',
    namespaced: true,
    facts: ['source'],
    reads: 'its address',
    schema: z.object({ address: z.string() }),
    map: ({ address }, { source }) => ({
      facts: [
        {
          type: 'source',
          subject: { type: 'observer' },
          source,
          part: '',
          labels: {},
          annotations: {},
          engine: 'shop',
          kind: 'Cart',
          name: 'cart',
          health: 'unknown',
          suspended: false,
          url: read(address) as string,
        },
      ],
    }),
  });
}

const object = {
  metadata: { name: 'cart', uid: '1' },
  address: 'https://shop.example.com',
};

function problemsOf(read: (text: string) => unknown): string {
  const watch = watchWith(read);
  return [0, 1, 2]
    .flatMap(turn => checkHostileFacts(watch, 'v1', object, turn).problems)
    .join('\n');
}

describe('checkHostileFacts', () => {
  it('has nothing to say of a mapper that keeps nothing', () => {
    expect(problemsOf(() => undefined)).toBe('');
  });

  it.each<[string, (text: string) => unknown, RegExp]>([
    [
      'keeps addresses that run',
      text => text.slice(0, 90),
      /is no address: java/,
    ],
    [
      'keeps who signs in',
      text => text.slice(0, 90),
      /is no address: https:\/\/ok/,
    ],
    ['keeps what hides', text => text.slice(0, 90), /url hides something/],
    ['has no bounds', text => text, /invalid-fact: url/],
    [
      'throws',
      text => {
        if (text.includes('<')) throw new Error('out of order');
        return undefined;
      },
      /mapper-failed: Error: out of order/,
    ],
    [
      'changes what every object has',
      text => {
        Object.assign(Object.prototype, { [`polluted`]: text });
        return undefined;
      },
      /changes what every object has/,
    ],
  ])('finds a mapper that %s', (_, read, expected) => {
    try {
      expect(problemsOf(read)).toMatch(expected);
    } finally {
      delete (Object.prototype as { polluted?: string }).polluted;
    }
  });
});
