import {
  type Acted,
  SimulatedDelivery,
} from '../__testUtils__/simulatedDelivery';
import { argocdAdapter } from '.';

const CART: Acted = {
  kind: 'Application',
  namespace: 'argocd',
  name: 'cart-prod-a',
};

describe('actions against a simulated Argo CD', () => {
  let delivery: SimulatedDelivery;

  beforeEach(async () => {
    delivery = await SimulatedDelivery.start('hub', argocdAdapter);
  });

  afterEach(async () => delivery.stop());

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

  it('syncs', async () => {
    const progress = await delivery.act(CART, 'sync', { prune: true });
    expect(await follow(progress)).toEqual(['pending', 'accepted', 'seen']);
  });

  it('terminates what runs, and then retries it', async () => {
    const sync = await delivery.act(CART, 'sync');
    delivery.simulator.tick();
    expect(await sync()).toBe('accepted');
    const terminate = await delivery.act(CART, 'terminate');
    expect(await follow(terminate)).toEqual(['accepted', 'seen']);
    expect(await sync()).toBe('failed');
    const retry = await delivery.act(CART, 'retry');
    expect(await follow(retry)).toEqual(['pending', 'accepted', 'seen']);
  });

  it('suspends, rolls back, and resumes', async () => {
    await expect(delivery.act(CART, 'roll-back', { id: 0 })).rejects.toThrow(
      'suspend it first',
    );
    const suspend = await delivery.act(CART, 'suspend');
    expect(await suspend()).toBe('seen');
    const rollBack = await delivery.act(CART, 'roll-back', { id: 0 });
    expect(await follow(rollBack)).toEqual(['pending', 'accepted', 'seen']);
    expect(Object((await delivery.read(CART)).status).sync.status).toBe(
      'OutOfSync',
    );
    const resume = await delivery.act(CART, 'resume');
    expect(await resume()).toBe('seen');
    expect(await suspend()).toBe('failed');
  });

  it('compares again, and says when it cannot', async () => {
    for (const id of ['refresh', 'hard-refresh'] as const) {
      const refresh = await delivery.act(CART, id);
      expect(await follow(refresh)).toEqual(['pending', 'seen']);
    }
    await delivery.simulator.cluster('prod-a').fault({ fault: 'refuse' });
    const refresh = await delivery.act(CART, 'refresh');
    expect(await follow(refresh)).toEqual(['pending', 'failed']);
  });

  it('runs the generators again', async () => {
    const refresh = await delivery.act(
      { ...CART, kind: 'ApplicationSet', name: 'cart' },
      'refresh',
    );
    expect(await follow(refresh)).toEqual(['pending', 'seen']);
  });
});
