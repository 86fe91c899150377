import {
  driftDetail,
  driftDifference,
  driftEpisode,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { ignorablePaths, ignoreScope } from './ignoreScope';

const episode = driftEpisode();
const subjects = ['spec.replicas'];
const resource = { kind: 'Deployment', name: 'checkout' };

describe('what an exception from drift covers', () => {
  it.each([
    ['here', { clusters: ['c-euw1a'], namespaces: ['payments'], resource }],
    ['resource', { namespaces: ['payments'], resource }],
    ['component', { entities: ['component:default/checkout'] }],
    ['everywhere', {}],
  ] as const)('%s', (place, scope) => {
    expect(ignoreScope(episode, place, subjects)).toEqual({
      subjects,
      ...scope,
    });
  });

  it('names paths that can be named, each once', () => {
    const of = (...paths: string[]) =>
      ignorablePaths(
        driftDetail(episode, {
          differences: paths.map(path => driftDifference({ path })),
        }),
      );
    expect(of('a', '', 'b', 'a', `x${'.y'.repeat(127)}`)).toEqual({
      paths: ['a', 'b'],
      hasTooLong: true,
      hasTooMany: false,
    });
    const many = of(...Array.from({ length: 30 }, (_, at) => `p${at}`));
    expect(many.paths).toHaveLength(20);
    expect(many.hasTooMany).toBe(true);
  });
});
