import { ObjectStore } from '../store/ObjectStore';
import { KubernetesObject } from '../types';
import type { IgnoredDifferences } from './builders/argocd';
import type { PastRelease } from './costs/pastReleaseOf';
import type { GitBinding } from './git/GitBinding';
import type { SourceRepository } from './Repository';
import { ScenarioCluster, ScenarioComponent } from './scenario/scenarioSchema';
import { renderManifests } from './renderManifests';

/** One component on one cluster: what is wanted there, and where it comes from. */
export class Instance {
  /**
   * What the configuration says now: a version, or the image itself where a real
   * repository says which.
   */
  desiredVersion: string;
  #binding: GitBinding | undefined;
  /** The chart that brings the desired version, of components packaged with Helm. */
  chartVersion: string;
  readonly #rendered = new Map<string, KubernetesObject[]>();

  constructor(
    readonly component: ScenarioComponent,
    readonly cluster: ScenarioCluster,
    readonly store: ObjectStore,
    readonly owner: string,
    readonly namespace: string,
    readonly dnsDomain: string,
    private readonly ownRepository: SourceRepository,
    /** The release that changed what its pods ask for, if one did. */
    readonly pastRelease?: PastRelease,
  ) {
    this.desiredVersion =
      pastRelease && pastRelease.at === undefined
        ? pastRelease.from
        : component.version;
    this.chartVersion = component.chartVersion;
  }

  get workload(): string {
    return this.component.workload ?? this.component.name;
  }

  /**
   * What its people tell Argo CD to leave out of its workload: how many replicas an
   * autoscaler wants. No manifest names it.
   */
  get ignoredByEngine(): IgnoredDifferences[] | undefined {
    const { autoscaled, kind } = this.component;
    if (!autoscaled) return undefined;
    return [
      {
        group: 'apps',
        kind,
        name: this.workload,
        jsonPointers: ['/spec/replicas'],
      },
    ];
  }

  /** The name of the image of a version, which may be that of an image already. */
  imageOf(version: string): string {
    return isImage(version) ? version : `${this.imageRepository}:${version}`;
  }

  /** The repository that its delivery comes from. */
  get repository(): SourceRepository {
    return this.#binding?.source ?? this.ownRepository;
  }

  /** The folder of that repository that is delivered. */
  get sourcePath(): string {
    return (
      this.#binding?.path ??
      `apps/${this.component.name}/overlays/${this.cluster.environment}`
    );
  }

  /** What a real repository says of it, if one does. */
  get binding(): GitBinding | undefined {
    return this.#binding;
  }

  /** From now on a real repository says which image is wanted. */
  bind(binding: GitBinding): void {
    this.#binding = binding;
    this.desiredVersion = binding.image;
  }

  /** What its objects say of their version; nothing where Git says an image and no more. */
  labelOf(version: string): string | undefined {
    return isImage(version) ? undefined : version.slice(0, 63);
  }

  /** The name of the Application, which a hub must keep apart from those of other clusters. */
  get applicationName(): string {
    return this.hub
      ? `${this.component.name}-${this.cluster.name}`
      : this.component.name;
  }

  /** The cluster whose Argo CD or whose works deliver here, if it is another one. */
  get hub(): string | undefined {
    const { delivery } = this.cluster;
    if (!('hub' in delivery) || delivery.hub === this.cluster.name) {
      return undefined;
    }
    return delivery.hub;
  }

  get replicas(): number {
    return this.cluster.environment === 'production'
      ? this.component.replicas
      : Math.min(1, this.component.replicas);
  }

  /** The name of the image without its tag. */
  get imageRepository(): string {
    const { image, name } = this.component;
    return `registry.${this.dnsDomain}/${image ?? `${this.owner}/${name}`}`;
  }

  /** What the delivery applies for a version. */
  manifests(version: string): KubernetesObject[] {
    let manifests = this.#rendered.get(version);
    if (!manifests) {
      manifests = renderManifests(this, version);
      this.#rendered.set(version, manifests);
    }
    return manifests;
  }
}

/** Versions have no slash in them, and images of a registry always have. */
function isImage(version: string): boolean {
  return version.includes('/');
}
