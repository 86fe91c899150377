import { FleetSimulator } from '../FleetSimulator';
import { GitHost, type GitHostOptions } from '../git/GitHost';
import { digestOf, parseImage } from '../git/imageReference';
import type { SimulatedCluster } from '../SimulatedCluster';
import { isJsonObject } from '../types';
import { clusterSecretsOf } from '../world/git/HubFolder';
import type { Application, Deployment, Pod } from '../world/kinds';
import { parseScenario } from '../world/scenario/loadScenario';
import { PROMOTION_SCENARIO } from '../world/scenario/promotionScenario';
import type { ScenarioInput } from '../world/scenario/scenarioSchema';

/** What a world of promotions may be told. */
export type PromotionWorldOptions = GitHostOptions & {
  /** In place of {@link PROMOTION_SCENARIO}, or changed from it. */
  scenario?: ScenarioInput;
  /** Templates write addresses with https alone: true unless told otherwise. */
  tls?: boolean;
};

const COMPONENT = 'cart';

/**
 * A world of promotions: clusters in stages, and a real Git repository by which Argo CD
 * brings `cart` to each.
 *
 * | stage | clusters | `fleet.attributes` | overlay |
 * | --- | --- | --- | --- |
 * | `dev` | `dev-euw1` | environment development | `apps/overlays/dev/cart` |
 * | `staging` | `stage-euw1` | environment staging | `apps/overlays/staging/cart` |
 * | `canary` | `prod-eun1` | environment production, region eu-north-1 | `apps/overlays/canary/cart` |
 * | `wave-2` | `prod-euw1`, `prod-use1` | environment production, regions eu-west-1, us-east-1 | `apps/overlays/wave-2/cart` |
 *
 * `PROMOTION_STAGES` is the same as `fleet.promotions.stages` has it. `hub` has the Argo CD, and
 * applies `clusters/kustomization.yaml` to itself; its External Secrets has the
 * ClusterSecretStore `platform` with the secrets `clusters/NAME` (fields `token` and
 * `kubeconfig`) of all clusters. `prod-aps1` runs, and nothing knows of it before it is
 * registered: engine `argocd`, its `url` as the server, its `caData` as the authority, the
 * store `platform` and the key `clusters/prod-aps1`.
 *
 * In a process of its own, as browser tests have it: `fleet-simulator --scenario promotion
 * --tls --out DIR`. It prints `git URL`, writes the hub and the Git remote into the portal's
 * configuration, and takes on its control API `GET /git`, `POST /git/merge { branch }`,
 * `POST /git/revert { commit }`, `POST /images/break { image, ailment }` and `POST
 * /images/repair { image }`; `GET /state` has `url` and `caData` of all clusters.
 *
 * Here time moves by ticks of three seconds, and what was pushed is seen with the next tick
 * after {@link pull}; there both go by themselves.
 *
 * ```ts
 * const world = await PromotionWorld.create();
 * const branch = await world.propose('canary', '2.9.0');
 * await world.merge(branch);
 * world.until(() => world.isDone('prod-eun1', '2.9.0'));
 * await world.stop();
 * ```
 */
export class PromotionWorld {
  private constructor(
    readonly simulator: FleetSimulator,
    readonly git: GitHost,
  ) {}

  /** Makes the world, with the Git server and all API servers listening. */
  static async create(
    options: PromotionWorldOptions = {},
  ): Promise<PromotionWorld> {
    const { scenario: input = PROMOTION_SCENARIO, tls = true } = options;
    const scenario = parseScenario(input);
    const git = await GitHost.start(scenario, options);
    try {
      const simulator = await FleetSimulator.create({ scenario, git, tls });
      await simulator.start();
      return new PromotionWorld(simulator, git);
    } catch (error) {
      await git.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
    await this.git.stop();
  }

  /** The address of the repository. */
  get gitUrl(): string {
    return this.git.url;
  }

  /** What is on `main`, as it was read last. */
  get head(): string {
    return this.git.repository.current?.commit ?? '';
  }

  cluster(name: string): SimulatedCluster {
    return this.simulator.cluster(name);
  }

  /** Reads what was pushed. */
  async pull(): Promise<string> {
    await this.git.repository.refresh();
    return this.head;
  }

  tick(count = 1): void {
    this.simulator.tick(count);
  }

  /** Lets ticks pass until something is so. */
  until(isSo: () => boolean, maximum = 100): void {
    for (let count = 0; count < maximum; count++) {
      if (isSo()) return;
      this.tick();
    }
    throw new Error(`not so after ${maximum} ticks`);
  }

  /** The file that says which image a stage has. */
  overlayOf(stage: string): string {
    return `apps/overlays/${stage}/${COMPONENT}/kustomization.yaml`;
  }

  /** The image of a version, with its digest. */
  imageOf(version: string): string {
    const tagged = `registry.meridian.example/storefront/${COMPONENT}:${version}`;
    return `${tagged}@${digestOf(tagged)}`;
  }

  /**
   * Gives a stage another version on a branch of its own.
   *
   * @param digest - in place of that of the version
   * @returns the branch
   */
  async propose(
    stage: string,
    version: string,
    digest = parseImage(this.imageOf(version)).digest,
  ): Promise<string> {
    const branch = `promote/${stage}-${version}`;
    const file = this.overlayOf(stage);
    const text = this.git.repository.current?.files.get(file) ?? '';
    await this.git.repository.commit({
      branch,
      message: `${COMPONENT} ${version} for ${stage}`,
      files: {
        [file]: text
          .replace(/newTag: "[^"]*"/, `newTag: ${JSON.stringify(version)}`)
          .replace(/digest: \S+/, `digest: ${digest}`),
      },
    });
    return branch;
  }

  /** Merges a branch into `main`. @returns the commit */
  async merge(branch: string): Promise<string> {
    await this.git.repository.merge(branch);
    return this.pull();
  }

  /** Takes back a commit of `main`. @returns the commit that does */
  async revert(commit: string): Promise<string> {
    await this.git.repository.revert(commit);
    return this.pull();
  }

  application(cluster: string): Application {
    const found = this.cluster('hub').store.get<Application>({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: `${COMPONENT}-${cluster}`,
    });
    if (!found) throw new Error(`no Application of '${cluster}'`);
    return found;
  }

  deployment(cluster: string): Deployment {
    const found = this.cluster(cluster).store.get<Deployment>({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'storefront',
      name: COMPONENT,
    });
    if (!found) throw new Error(`no Deployment on '${cluster}'`);
    return found;
  }

  image(cluster: string): string {
    return this.deployment(cluster).spec.template.spec.containers[0].image;
  }

  /** What the kubelets say that the pods of a cluster run. */
  imageIds(cluster: string): string[] {
    return this.cluster(cluster)
      .store.all<Pod>('v1', 'Pod')
      .filter(({ metadata }) => metadata.namespace === 'storefront')
      .map(({ status }) => status.containerStatuses?.[0]?.imageID ?? '');
  }

  /** Whether a cluster has a version, says so of `main` as it is, and is well. */
  isDone(cluster: string, version: string): boolean {
    const { status } = this.application(cluster);
    return (
      this.image(cluster) === this.imageOf(version) &&
      status?.sync.status === 'Synced' &&
      status.sync.revision === this.head &&
      status.operationState?.phase === 'Succeeded' &&
      status.health.status === 'Healthy'
    );
  }

  /** The clusters that the hub knows, by name, with their addresses. */
  knownToHub(): Map<string, string> {
    return new Map(
      clusterSecretsOf(this.cluster('hub')).map(({ data }) => {
        const field = (key: string) =>
          Buffer.from(
            String(isJsonObject(data) ? data[key] ?? '' : ''),
            'base64',
          ).toString('utf8');
        return [field('name'), field('server')];
      }),
    );
  }
}
