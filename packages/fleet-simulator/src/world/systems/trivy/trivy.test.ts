import { FleetSimulator } from '../../../FleetSimulator';
import type { KubernetesObject } from '../../../types';
import type { Deployment } from '../../kinds';
import { TRIVY_API_VERSION } from './types';

type Report = KubernetesObject & {
  report: {
    summary: Record<string, number>;
    vulnerabilities?: unknown[];
    artifact?: { tag: string };
  };
};

describe('the Trivy Operator', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });

  const reports = (cluster: string, kind = 'VulnerabilityReport') =>
    simulator.cluster(cluster).store.all<Report>(TRIVY_API_VERSION, kind);
  const compliance = (cluster: string) =>
    simulator
      .cluster(cluster)
      .store.get<KubernetesObject & { status?: { summary: object } }>({
        apiVersion: TRIVY_API_VERSION,
        kind: 'ClusterComplianceReport',
        name: 'company-hardening-1.0',
      });
  const totalOf = ({ report }: Report) =>
    Object.values(report.summary).reduce((sum, count) => sum + count, 0);

  it('has found something in some images, and nothing in others', () => {
    const all = reports('prod-euw1-a');
    expect(all.length).toBeGreaterThan(15);
    const clean = all.filter(each => totalOf(each) === 0);
    expect(clean.length).toBeGreaterThan(2);
    expect(clean.length).toBeLessThan(all.length);
    for (const each of all) {
      expect(each.report.vulnerabilities).toHaveLength(totalOf(each));
    }
    expect(reports('prod-euw1-a', 'ConfigAuditReport')).toHaveLength(
      all.length,
    );
    expect(compliance('prod-euw1-a')?.status?.summary).toEqual({
      failCount: 3,
      passCount: 0,
    });
  });

  it('has never scanned in staging', () => {
    expect(reports('stage-euw1')).toEqual([]);
    expect(compliance('stage-euw1')).toBeDefined();
    expect(compliance('stage-euw1')?.status).toBeUndefined();
  });

  it('scans what is new, and forgets what is gone', () => {
    const { store } = simulator.cluster('prod-euw1-a');
    const tagsOf = () =>
      reports('prod-euw1-a')
        .filter(({ metadata }) =>
          metadata.name.startsWith('replicaset-cart-'),
        )
        .map(({ report }) => report.artifact?.tag);
    const [before] = tagsOf();
    store.update<Deployment>(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'storefront',
        name: 'cart',
      },
      draft => {
        const [container] = draft.spec.template.spec.containers;
        container.image = container.image.replace(/:[^:]*$/, ':99.0.0');
      },
    );
    let seen: (string | undefined)[] = [];
    for (let tick = 0; tick < 20 && !seen.includes('99.0.0'); tick++) {
      simulator.tick();
      seen = tagsOf();
    }
    expect(before).toBeDefined();
    expect(seen).toContain('99.0.0');
  });
});
