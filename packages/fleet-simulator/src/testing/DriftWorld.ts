import { FleetSimulator } from '../FleetSimulator';
import { ownersOf } from '../store/managedFields';
import type { KubernetesObject } from '../types';
import type { DriftInput } from '../world/drifts/driftSchema';
import type { DriftReport } from '../world/drifts/driftTypes';
import type {
  Application,
  Deployment,
  HelmRelease,
  Kustomization,
} from '../world/kinds';
import type { Scenario, ScenarioInput } from '../world/scenario/scenarioSchema';
import type {
  AppliedManifestWork,
  ManifestWork,
} from '../world/systems/open-cluster-management/types';
import { DRIFT_SCENARIO } from './driftScenario';

/** A world of drifts, as a test looks at it. */
export class DriftWorld {
  private constructor(readonly simulator: FleetSimulator) {}

  static async create(
    drifts: NonNullable<ScenarioInput['drifts']> = [],
  ): Promise<DriftWorld> {
    const scenario: ScenarioInput | Scenario = { ...DRIFT_SCENARIO, drifts };
    return new DriftWorld(await FleetSimulator.create({ scenario }));
  }

  /** Lets something happen, and says what is true of its entry now. */
  start(input: DriftInput): DriftReport[] {
    const entry = this.simulator.drifts.start(input);
    return this.reports(entry);
  }

  reports(entry = 'drift-1'): DriftReport[] {
    return this.simulator.drifts
      .reports()
      .filter(report => report.entry === entry);
  }

  get report(): DriftReport {
    return this.reports()[0];
  }

  get now(): string {
    return `${new Date(this.simulator.now).toISOString().slice(0, 19)}Z`;
  }

  tick(count = 1): void {
    this.simulator.tick(count);
  }

  minutes(count: number): void {
    this.simulator.tick(count * 20);
  }

  /** Lets ticks pass until something is so. */
  until(isSo: () => boolean, maximum = 400): void {
    for (let count = 0; count < maximum; count++) {
      if (isSo()) return;
      this.tick();
    }
    throw new Error(`not so after ${maximum} ticks`);
  }

  store(cluster: string) {
    return this.simulator.cluster(cluster).store;
  }

  deployment(cluster: string, name: string): Deployment | undefined {
    return this.store(cluster).get<Deployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'web',
      name,
    });
  }

  image(cluster: string, name: string): string | undefined {
    return this.deployment(
      cluster,
      name,
    )?.spec.template.spec.containers[0].image.split(':')[1];
  }

  configuration(cluster: string, name: string): KubernetesObject | undefined {
    return this.store(cluster).get({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'web',
      name: `${name}-settings`,
    });
  }

  application(cluster: string, name: string): Application {
    const found = this.store('hub-argocd').get<Application>({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: `${name}-${cluster}`,
    });
    if (!found) throw new Error(`no Application '${name}-${cluster}'`);
    return found;
  }

  kustomization(name: string): Kustomization {
    const found = this.store('flux-1').get<Kustomization>({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      namespace: 'flux-system',
      name,
    });
    if (!found) throw new Error(`no Kustomization '${name}'`);
    return found;
  }

  release(name: string): HelmRelease {
    const found = this.store('flux-1').get<HelmRelease>({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      namespace: 'web',
      name,
    });
    if (!found) throw new Error(`no HelmRelease '${name}'`);
    return found;
  }

  work(cluster: string, name: string): ManifestWork {
    const found = this.store('hub-ocm').get<ManifestWork>({
      apiVersion: 'work.open-cluster-management.io/v1',
      kind: 'ManifestWork',
      namespace: cluster,
      name,
    });
    if (!found) throw new Error(`no ManifestWork '${name}'`);
    return found;
  }

  appliedWorks(cluster: string): AppliedManifestWork[] {
    return this.store(cluster).all<AppliedManifestWork>(
      'work.open-cluster-management.io/v1',
      'AppliedManifestWork',
    );
  }

  /** Who owns a field of a workload: `manager operation [subresource]`, and since when. */
  owners(cluster: string, name: string, ...elements: string[]): string[] {
    const object = this.deployment(cluster, name);
    return (object ? ownersOf(object, elements) : []).map(
      ({ manager, operation, subresource, time }) =>
        [manager, operation, subresource, time].filter(Boolean).join(' '),
    );
  }

  imageOwners(cluster: string, name: string, container = name): string[] {
    return this.owners(
      cluster,
      name,
      'f:spec',
      'f:template',
      'f:spec',
      'f:containers',
      `k:${JSON.stringify({ name: container })}`,
      'f:image',
    );
  }
}
