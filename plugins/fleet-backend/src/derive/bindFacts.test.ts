import { deliveryFact, workloadFact } from '../__testUtils__/facts';
import { entityWithId, labelledFor } from '../__testUtils__/stored';
import { EntityIndex } from '../mapping/EntityIndex';
import type { MirroredEntity } from '../mapping/MirroredEntity';
import { bindDelivery, bindWorkload, type BindingContext } from './bindFacts';

const NAMES = ['prod-a'];

function contextOf(
  entities: MirroredEntity[],
  over: Partial<BindingContext> = {},
): BindingContext {
  return {
    clusterNames: NAMES,
    entities: new EntityIndex(entities),
    owner: undefined,
    ...over,
  };
}

const checkout = entityWithId('checkout');
const elsewhere = entityWithId('checkout', {
  annotations: {
    'backstage.io/kubernetes-id': 'checkout',
    'backstage.io/kubernetes-cluster': 'prod-b',
  },
});

describe('bindWorkload', () => {
  const fact = workloadFact({ labels: labelledFor('checkout') });

  it('binds the same fact by the same once', () => {
    const context = contextOf([checkout]);
    const bound = bindWorkload(fact, context);
    expect(bound.outcome).toMatchObject({ entityRef: checkout.ref });
    expect(bindWorkload(fact, { ...context })).toBe(bound);
  });

  it('binds it anew where the catalog or the cluster is another', () => {
    expect(bindWorkload(fact, contextOf([checkout])).outcome.type).toBe(
      'bound',
    );
    expect(bindWorkload(fact, contextOf([])).outcome.type).toBe('unbound');
    const other = contextOf([elsewhere]);
    const away = bindWorkload(fact, other);
    const there = bindWorkload(fact, { ...other, clusterNames: ['prod-b'] });
    expect(there.outcome).toMatchObject({ type: 'bound' });
    expect(there).not.toEqual(away);
  });

  it("binds it anew where its namespace is another owner's", () => {
    const context = contextOf([checkout]);
    const owner = { owners: ['group:default/a'], pattern: 'shop' };
    const owned = bindWorkload(fact, { ...context, owner });
    expect(owned).not.toBe(bindWorkload(fact, context));
    const first = bindWorkload(fact, { ...context, owner });
    expect(bindWorkload(fact, { ...context, owner: { ...owner } })).toBe(first);
    const others = { ...owner, owners: ['group:default/b'] };
    expect(bindWorkload(fact, { ...context, owner: others })).not.toBe(first);
  });
});

describe('bindDelivery', () => {
  const delivery = {
    observer: 'hub',
    fact: deliveryFact({
      labels: labelledFor('checkout'),
      sources: [{ object: { kind: 'GitRepository', name: 'shop' } }],
    }),
  };

  it('binds it anew where its source lies elsewhere, or its hub is called otherwise', () => {
    const context = {
      ...contextOf([checkout]),
      sourceUrlOf: () => 'https://git.example.com/shop',
      namesOf: () => ['hub'],
    };
    const bound = bindDelivery(delivery, context);
    expect(bindDelivery(delivery, { ...context })).toBe(bound);
    const moved = bindDelivery(delivery, {
      ...context,
      sourceUrlOf: () => 'https://git.example.com/other',
    });
    expect(moved.keys).not.toEqual(bound.keys);
    const again = bindDelivery(delivery, context);
    expect(again).toEqual(bound);
    expect(
      bindDelivery(delivery, { ...context, namesOf: () => ['other'] }),
    ).not.toBe(again);
  });
});
