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

  const offered = (now: string[], before: string[] = []) =>
    ignorablePaths(
      driftDetail(
        { ...episode, paths: before, pathsTotal: before.length },
        { differences: now.map(path => driftDifference({ path })) },
      ),
    );

  it('names paths that can be named, each once', () => {
    expect(offered(['a', '', 'b', 'a', `x${'.y'.repeat(127)}`])).toEqual({
      paths: ['a', 'b'],
      earlier: new Set(),
      hasTooLong: true,
      hasTooMany: false,
    });
    const many = offered(Array.from({ length: 30 }, (_, at) => `p${at}`));
    expect(many.paths).toHaveLength(20);
    expect(many.hasTooMany).toBe(true);
  });

  it('names what differed earlier, without which nothing is covered', () => {
    expect(offered(['now'], ['image', 'now'])).toMatchObject({
      paths: ['now', 'image'],
      earlier: new Set(['image']),
    });
    expect(
      ignorablePaths(
        driftDetail(
          { ...episode, paths: ['a'], pathsTotal: 40 },
          { differences: [driftDifference({ path: 'a' })] },
        ),
      ).hasTooMany,
    ).toBe(true);
  });
});
