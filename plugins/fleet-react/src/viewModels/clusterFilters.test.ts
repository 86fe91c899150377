import { companyWorld } from '../testing';
import { facetsOf, filterClusters } from './clusterFilters';

const { clusters } = companyWorld();
const names = (found: { name: string }[]) => found.map(({ name }) => name);

describe('filterClusters', () => {
  it('is OR within a key and AND across keys', () => {
    expect(
      names(
        filterClusters(clusters, {
          region: ['eu-west-1', 'us-east-1'],
          environment: ['staging'],
        }),
      ),
    ).toEqual(['stage-euw1', 'stage-use1']);
  });

  it('finds part of a name, whatever its case', () => {
    expect(names(filterClusters(clusters, {}, ' USE1 '))).toEqual([
      'prod-use1-a',
      'prod-use1-b',
      'stage-use1',
    ]);
  });

  it.each([
    [{ instances: ['stale'] }, ['prod-aps1']],
    [{ instances: ['degraded'] }, ['prod-euw1-b']],
    [{ deliveries: ['out-of-sync'] }, ['prod-euw1-b', 'prod-use1-b']],
    [{ reachability: ['forbidden'] }, ['prod-sae1']],
    [{ version: ['1.31'] }, ['stage-use1']],
    [{ health: ['degraded'] }, ['stage-euw1']],
    [{ region: ['nowhere'] }, []],
  ])('%j', (filters, expected) => {
    expect(names(filterClusters(clusters, filters))).toEqual(expected);
  });
});

describe('facetsOf', () => {
  it('counts a facet under all filters but its own', () => {
    const facets = facetsOf(clusters, {
      region: ['eu-west-1'],
      environment: ['staging'],
    });
    expect(facets.environment.values).toEqual([
      { value: 'management', count: 1 },
      { value: 'production', count: 2 },
      { value: 'staging', count: 1 },
    ]);
    expect(facets.region.values).toEqual([
      { value: 'eu-west-1', count: 1 },
      { value: 'us-east-1', count: 1 },
    ]);
  });
});
