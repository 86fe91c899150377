import { rolloutSurge } from './readSurge';
import { rolloutSchema } from './schema';

describe('rolloutSurge', () => {
  it.each<[unknown, number | undefined]>([
    [{ canary: {} }, 2],
    [{ canary: { maxSurge: null } }, 2],
    [{ canary: { maxSurge: 1 } }, 1],
    [{ canary: { maxSurge: '50%' } }, 3],
    [{ canary: { maxSurge: '-1%' } }, undefined],
    [{ canary: { maxSurge: 1, trafficRouting: { nginx: {} } } }, 5],
    [{ blueGreen: {} }, 5],
    [{}, undefined],
    [undefined, undefined],
  ])('of five pods by %j is %p', (strategy, surge) => {
    const rollout = rolloutSchema.parse({
      metadata: {},
      spec: { replicas: 5, strategy },
    });
    expect(rolloutSurge(rollout, 5)).toBe(surge);
  });
});
