import type { ActionId } from '@fleetview/backstage-plugin-fleet-node';
import {
  type Acted,
  SimulatedDelivery,
} from '../__testUtils__/simulatedDelivery';
import { fluxAdapter } from '.';

const CART: Acted = {
  kind: 'Kustomization',
  namespace: 'flux-system',
  name: 'cart',
};
const SEARCH: Acted = {
  kind: 'HelmRelease',
  namespace: 'web-shop',
  name: 'search',
};
const source = (kind: string, name: string): Acted => ({
  kind,
  namespace: 'flux-system',
  name,
});

describe('actions against a simulated Flux', () => {
  let delivery: SimulatedDelivery;

  beforeAll(async () => {
    delivery = await SimulatedDelivery.start('prod-b', fluxAdapter);
  });

  afterAll(async () => delivery.stop());

  /** What the action says after each tick, until it has come to an end. */
  async function follow(progress: () => Promise<string>): Promise<string[]> {
    const said = [await progress()];
    for (
      let tick = 0;
      tick < 6 && !['seen', 'failed'].includes(said.at(-1) ?? '');
      tick++
    ) {
      delivery.simulator.tick();
      said.push(await progress());
    }
    return said;
  }

  it.each<[ActionId, Acted, string[]]>([
    ['refresh', CART, ['pending', 'accepted', 'seen']],
    ['sync', CART, ['pending', 'accepted', 'seen']],
    ['refresh', SEARCH, ['pending', 'seen']],
    ['sync', SEARCH, ['pending', 'seen']],
    ['redeploy', SEARCH, ['pending', 'accepted', 'seen']],
    ['retry', SEARCH, ['pending', 'seen']],
    ['refresh', source('GitRepository', 'shop'), ['pending', 'seen']],
    ['refresh', source('HelmRepository', 'charts'), ['pending', 'seen']],
    ['refresh', source('HelmChart', 'web-shop-search'), ['pending', 'seen']],
    [
      'refresh',
      source('OCIRepository', 'platform-policies'),
      ['pending', 'seen'],
    ],
  ])('%ss %j', async (id, acted, states) => {
    expect(await follow(await delivery.act(acted, id))).toEqual(states);
  });

  it('fetches the sources with a sync', async () => {
    await follow(await delivery.act(SEARCH, 'sync'));
    const { status } = await delivery.read(
      source('HelmChart', 'web-shop-search'),
    );
    const release = await delivery.read(SEARCH);
    expect(Object(status).lastHandledReconcileAt).toBe(
      Object(release.status).lastHandledReconcileAt,
    );
  });

  it.each([CART, SEARCH, source('HelmRepository', 'charts')])(
    'suspends and resumes %j',
    async acted => {
      const suspend = await delivery.act(acted, 'suspend');
      expect(await suspend()).toBe('seen');
      await expect(delivery.act(acted, 'refresh')).rejects.toThrow(
        'Resume it first',
      );
      const resume = await delivery.act(acted, 'resume');
      const said = await follow(resume);
      expect(said[0]).toBe('accepted');
      expect(said.at(-1)).toBe('seen');
    },
  );
});
