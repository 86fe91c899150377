import { placeSeries, SMALL, type SeriesPlace } from './placeSeries';

const CART = 'component:default/cart';
const CLUSTER = {
  environment: 'production',
  owner: 'group:default/platform',
  system: 'unassigned',
};
const CELL = {
  environment: 'production',
  owner: 'group:default/storefront',
  system: 'system:default/shop',
};
const OLD: SeriesPlace = {
  entity_ref: 'component:default/old',
  region: 'us',
  environment: 'staging',
  owner: 'group:default/gone',
  system: 'system:default/gone',
};

describe('placeSeries', () => {
  const placeOf = placeSeries({
    region: 'eu',
    cluster: CLUSTER,
    cells: new Map([[`shop/${CART}`, CELL]]),
    things: [
      { kind: 'Deployment', namespace: 'shop', name: 'cart', entityRef: CART },
      { kind: 'Deployment', namespace: 'ops', name: 'agent', entityRef: '' },
    ],
  });
  const thing = (name: string, namespace = 'shop', share = 'used') => ({
    share,
    namespace,
    kind: 'Deployment',
    name,
  });

  it('places a workload as its component is, and in its cell', () => {
    expect(placeOf(thing('cart'))).toEqual({
      entity_ref: CART,
      region: 'eu',
      ...CELL,
    });
  });

  it('gives to the cluster what is of nobody', () => {
    const place = { entity_ref: '', region: 'eu', ...CLUSTER };
    expect(placeOf(thing('agent', 'ops'))).toEqual(place);
    expect(placeOf(thing('', '', 'idle'))).toEqual(place);
    // Shared by all, it is not that of the one that is alone there.
    expect(placeOf(thing('', 'shop', 'shared'))).toEqual(place);
  });

  it('leaves where it was what is gone, and takes away what is bound no more', () => {
    expect(placeOf(thing('old', 'left'), OLD)).toEqual({
      ...OLD,
      region: 'eu',
    });
    expect(placeOf(thing('agent', 'ops'), OLD)).toEqual({
      entity_ref: '',
      region: 'eu',
      ...CLUSTER,
    });
  });

  it('leaves sums of what costs little with their component, in its cell of now', () => {
    expect(
      placeOf(
        { share: SMALL, namespace: 'shop', kind: '', name: '' },
        { ...OLD, entity_ref: CART },
      ),
    ).toEqual({ entity_ref: CART, region: 'eu', ...CELL });
  });
});
