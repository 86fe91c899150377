import { z } from 'zod';
import { atVersionOf } from './atVersionOf';
import { defineAction } from './defineAction';
import type { ActionContext } from './types';

const context: ActionContext = {
  target: {
    group: 'shop.example.com',
    version: 'v1',
    plural: 'carts',
    kind: 'Cart',
    namespace: 'shop',
    name: 'cart',
  },
  requestedAt: '2026-03-04T12:00:00Z',
  requestedBy: 'user:default/guest',
};

const action = defineAction({
  id: 'suspend',
  kind: 'Cart',
  title: 'Suspend the cart',
  description: 'Stops it.',
  rbac: [{ group: 'shop.example.com', resource: 'carts', verbs: ['patch'] }],
  schema: z.object({
    metadata: z.object({ resourceVersion: z.string().optional() }),
    spec: z.object({ wheels: z.number() }),
  }),
  parameters: z.strictObject({ at: z.number().int().optional() }),
  plan(cart, { at = 0 }, { target }) {
    if (cart.spec.wheels === 0) throw new Error('out of order');
    if (cart.spec.wheels === at) return { refused: 'It stands already.' };
    return {
      effect: 'The cart stops.',
      patches: [
        {
          target,
          contentType: 'application/merge-patch+json',
          body: { metadata: atVersionOf(cart.metadata), spec: { wheels: at } },
        },
      ],
    };
  },
  progress(cart) {
    if (cart.spec.wheels < 0) throw new Error('out of order');
    return { state: cart.spec.wheels === 1 ? 'seen' : 'pending' };
  },
});

const cart = (wheels: unknown, resourceVersion?: string) => ({
  metadata: { ...(resourceVersion ? { resourceVersion } : {}) },
  spec: { wheels },
});

describe('defineAction', () => {
  it('plans a patch at the version that was read', () => {
    expect(action.plan(cart(4, '17'), { at: 1 }, context)).toMatchObject({
      effect: 'The cart stops.',
      patches: [
        { body: { metadata: { resourceVersion: '17' }, spec: { wheels: 1 } } },
      ],
    });
  });

  it.each([
    ['an object that is none', null, {}, 'cannot be read'],
    ['a malformed object', cart('four'), {}, 'spec.wheels'],
    ['unknown parameters', cart(4), { speed: 1 }, 'parameters do not fit'],
    ['malformed parameters', cart(4), { at: 'now' }, 'at:'],
    ['a plan that throws', cart(0), {}, 'out of order'],
    ['what needs no doing', cart(4), { at: 4 }, 'stands already'],
  ])('refuses %s', (_, object, parameters, words) => {
    expect(action.plan(object, parameters, context)).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  it('tells progress, whatever the object is', () => {
    const plan = { patches: [], effect: '' };
    expect(action.progress(cart(1), plan, context).state).toBe('seen');
    expect(action.progress(cart(4), plan, context).state).toBe('pending');
    expect(action.progress(7, plan, context)).toMatchObject({
      state: 'pending',
      message: expect.stringContaining('cannot be read'),
    });
    expect(action.progress(cart(-1), plan, context).message).toContain(
      'out of order',
    );
  });

  it('describes its parameters', () => {
    expect(action.parameters).toMatchObject({
      type: 'object',
      properties: { at: { type: 'integer' } },
    });
  });
});
