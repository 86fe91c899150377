import { parse } from 'yaml';
import { FleetSimulator } from '../../../FleetSimulator';
import { renderAppConfig } from '../../../output/appConfig';
import type { KubernetesObject } from '../../../types';

type ConfigMap = KubernetesObject & { data: Record<string, string> };

describe('kube-bench', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create({ tickMs: 12 * 3_600_000 });
  });

  const resultsOf = (cluster: string) =>
    simulator.cluster(cluster).store.get<ConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'kube-bench',
      name: 'kube-bench-results',
    })?.data;

  it('leaves its results where it runs, and nothing where it never did', () => {
    const { Controls: controls } = JSON.parse(
      resultsOf('prod-use1-a')?.['results.json'] ?? '{}',
    );
    const statuses = controls.flatMap(
      ({ tests }: { tests: { results: { status: string }[] }[] }) =>
        tests.flatMap(({ results }) => results.map(({ status }) => status)),
    );
    expect(statuses).toHaveLength(10);
    expect(statuses).toEqual(
      expect.arrayContaining(['PASS', 'WARN']),
    );
    expect(resultsOf('prod-aue')).toBeUndefined();
  });

  it('runs once a day', () => {
    const before = resultsOf('prod-use1-a')?.time;
    simulator.tick();
    simulator.tick();
    const after = resultsOf('prod-use1-a')?.time;
    expect(Date.parse(after ?? '')).toBeGreaterThan(Date.parse(before ?? ''));
  });

  it('is named in the configuration that is written, where it never ran, too', () => {
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    for (const cluster of ['prod-use1-a', 'prod-aue']) {
      expect(fleet.extensions).toContainEqual({
        cluster,
        role: 'kube-bench',
        namespaces: ['kube-bench'],
        names: ['kube-bench-results'],
      });
    }
  });
});
