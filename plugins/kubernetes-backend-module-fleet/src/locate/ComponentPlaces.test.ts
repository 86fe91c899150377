import { mockCredentials } from '@backstage/backend-test-utils';
import {
  FleetResponseError,
  type ComponentFleet,
  type NotHere,
} from '@fleetview/backstage-plugin-fleet-common';
import { component } from '../__testUtils__/component';
import { ComponentPlaces } from './ComponentPlaces';

type Told = Pick<
  ComponentFleet,
  'known' | 'instances' | 'notHere' | 'notHereTotal'
> &
  Partial<ComponentFleet>;

const on = (...ids: string[]) =>
  ids.map(id => ({ cluster: { id, name: id } })) as ComponentFleet['instances'];
const absent = (id: string, reason: NotHere['reason']) =>
  ({ cluster: { id, name: id }, reason } as NotHere);
const told = (over: Partial<Told> = {}): Told => ({
  known: true,
  instances: [],
  notHere: [],
  notHereTotal: 0,
  ...over,
});

const ann = mockCredentials.user('user:default/ann');
const bob = mockCredentials.user('user:default/bob');
const cart = component('cart');

function begin(
  answer: (query: { cursor?: string }) => Told | Promise<Told>,
  keptMs?: number,
) {
  const asked: { viewer: unknown; name: string; cursor?: string }[] = [];
  const places = ComponentPlaces.create({
    keptMs,
    fleet: {
      getComponent: async ({ name }, query, { credentials }) => {
        asked.push({
          viewer: (credentials.principal as { userEntityRef?: string })
            .userEntityRef,
          name,
          ...(query.cursor ? { cursor: query.cursor } : {}),
        });
        return (await answer(query)) as ComponentFleet;
      },
    },
  });
  return { places, asked };
}

describe('ComponentPlaces', () => {
  it('knows where it runs, and where nobody has looked', async () => {
    const { places } = begin(() =>
      told({
        instances: on('c-1', 'c-2', 'c-1'),
        notHere: [
          absent('c-3', 'not-asked'),
          absent('c-4', 'pending'),
          absent('c-5', 'unreachable'),
          absent('c-6', 'forbidden'),
          absent('c-7', 'not-placed'),
        ],
        notHereTotal: 900,
      }),
    );
    expect(await places.of(cart, ann)).toEqual({
      type: 'told',
      places: {
        runsOn: new Set(['c-1', 'c-2']),
        mayRunOn: new Set(['c-3', 'c-4']),
        isCutOff: false,
      },
    });
  });

  it('reads all pages of places', async () => {
    const { places, asked } = begin(({ cursor }) =>
      cursor
        ? told({ instances: on('c-2') })
        : told({ instances: on('c-1'), nextCursor: 'next' }),
    );
    expect(await places.of(cart, ann)).toMatchObject({
      places: { runsOn: new Set(['c-1', 'c-2']) },
    });
    expect(asked).toHaveLength(2);
  });

  it('says that more may be unknown than was told, except to who sees a part', async () => {
    const cutOff = told({
      notHere: [absent('c-3', 'not-asked')],
      notHereTotal: 2,
    });
    const all = begin(() => cutOff);
    expect(await all.places.of(cart, ann)).toMatchObject({
      places: { isCutOff: true },
    });
    const part = begin(() => ({ ...cutOff, limited: ['clusters'] }));
    expect(await part.places.of(cart, ann)).toMatchObject({
      places: { isCutOff: false },
    });
  });

  it('asks once for many requests of one viewer, and never for another', async () => {
    const { places, asked } = begin(() => told());
    await Promise.all([places.of(cart, ann), places.of(cart, ann)]);
    await places.of(cart, ann);
    expect(asked).toHaveLength(1);
    await places.of(cart, bob);
    await places.of(component('mail'), ann);
    await places.of(cart, mockCredentials.service('plugin:scaffolder'));
    await places.of(
      cart,
      mockCredentials.service('plugin:scaffolder', {
        permissionNames: ['fleet.cluster.read'],
      }),
    );
    expect(asked.map(({ viewer, name }) => [viewer, name])).toEqual([
      ['user:default/ann', 'cart'],
      ['user:default/bob', 'cart'],
      ['user:default/ann', 'mail'],
      [undefined, 'cart'],
      [undefined, 'cart'],
    ]);
  });

  it('asks again after some seconds', async () => {
    const { places, asked } = begin(() => told(), 20);
    await places.of(cart, ann);
    await new Promise(resolve => {
      setTimeout(resolve, 40);
    });
    await places.of(cart, ann);
    expect(asked).toHaveLength(2);
  });

  it('tells apart who may not know, what is not known, and what failed', async () => {
    const refusing = begin(() => {
      throw new FleetResponseError(
        403,
        'NotAllowedError',
        'this is not for you',
      );
    });
    expect(await refusing.places.of(cart, ann)).toEqual({
      type: 'refused',
      message: 'this is not for you',
    });
    const down = begin(() => {
      throw new Error('The fleet cannot be reached');
    });
    expect(await down.places.of(cart, ann)).toEqual({
      type: 'failed',
      message: 'The fleet cannot be reached',
    });
    const unknown = begin(() => told({ known: false }));
    expect(await unknown.places.of(cart, ann)).toEqual({ type: 'unknown' });
    const endless = begin(() => told({ nextCursor: 'again' }));
    expect(await endless.places.of(cart, ann)).toMatchObject({
      type: 'failed',
    });
    expect(endless.asked).toHaveLength(20);
  });
});
