import { toTimestamp } from '../../../clock';
import { Pods } from '../../controllers/Pods';
import { isPlaced, namespaceOf, ownerOf } from '../../placement';
import type { ScenarioComponent } from '../../scenario/scenarioSchema';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { Analyses } from './Analyses';
import { buildExperiment, referenceOf, rolloutManifest } from './builders';
import {
  chooseComponents,
  type Example,
  EXAMPLES,
  nextVersion,
} from './examples';
import type { Rollout } from './kinds';
import { RevisionSets } from './RevisionSets';
import { RolloutController } from './RolloutController';

const DAY_MS = 86_400_000;
/** How much time passes between two steps while the past is made, and while nothing happens in it. */
const STEP_MS = 4_000;
const IDLE_MS = 20_000;
const MAXIMUM_STEPS = 150;

/** Argo Rollouts on one cluster: a few Rollouts beside what the delivery brings, and its controller. */
export class ArgoRolloutsSystem implements WorldSystem {
  readonly #context: WorldSystemContext;
  readonly #badImages = new Set<string>();
  readonly #sets: RevisionSets;
  readonly #analyses: Analyses;
  readonly #controller: RolloutController;

  constructor(context: WorldSystemContext) {
    const { store } = context.cluster;
    const { clock } = context;
    this.#context = context;
    this.#sets = new RevisionSets(
      store,
      new Pods(store, clock, () => undefined),
    );
    this.#analyses = new Analyses(
      store,
      clock,
      image => !this.#badImages.has(image),
    );
    this.#controller = new RolloutController(
      store,
      clock,
      this.#sets,
      this.#analyses,
    );
  }

  load(): void {
    const { scenario, spec } = this.#context;
    const busy = new Set([
      ...scenario.rollouts.map(({ component }) => component),
      ...scenario.incidents.flatMap(incident =>
        'component' in incident ? [incident.component] : [],
      ),
    ]);
    const components = chooseComponents(
      scenario.components.filter(component => isPlaced(component, spec)),
      ({ name }) => busy.has(name),
    );
    components.forEach((component, index) => {
      this.#bring(component, EXAMPLES[index]);
    });
  }

  tick(): void {
    this.#analyses.tick();
    this.#controller.tick();
  }

  #bring(component: ScenarioComponent, example: Example): void {
    const { clock, bornAt, cluster } = this.#context;
    const { version } = component;
    const now = clock.now();
    const { store } = cluster;
    clock.at(bornAt + 4 * DAY_MS, () => {
      const rollout = this.#manifest(component, example, version);
      store.serverSideApply(rollout, 'kustomize-controller');
      this.#settle(rollout);
    });
    clock.at(now - example.minutesAgo * 60_000, () => {
      const rollout = this.#manifest(component, example, nextVersion(version));
      if (example.state === 'aborted') {
        this.#badImages.add(rollout.spec.template.spec.containers[0].image);
      }
      store.serverSideApply(rollout, 'kustomize-controller');
      this.#settle(rollout);
      if (example.state === 'paused') this.#experiment(rollout);
    });
  }

  #manifest(
    component: ScenarioComponent,
    { suffix, replicas, strategy }: Example,
    version: string,
  ): Rollout {
    const { scenario } = this.#context;
    const name = `${component.name}-${suffix}`;
    const owner = ownerOf(scenario, component);
    const id = { 'backstage.io/kubernetes-id': component.name };
    return rolloutManifest({
      name,
      namespace: namespaceOf(scenario, component),
      image: `registry.${scenario.dnsDomain}/${owner}/${name}:${version}`,
      labels: {
        'app.kubernetes.io/part-of': component.system,
        'app.kubernetes.io/version': version,
        ...id,
      },
      podLabels: { 'app.kubernetes.io/version': version, ...id },
      replicas,
      strategy: strategy(name),
    });
  }

  /** Lets time pass until its controller has nothing more to do by itself. */
  #settle(manifest: Rollout): void {
    const { clock, cluster } = this.#context;
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      const rollout = cluster.store.get<Rollout>(referenceOf(manifest));
      if (!rollout) return;
      this.#analyses.tick();
      this.#controller.step(rollout);
      const after = cluster.store.get<Rollout>(referenceOf(manifest));
      const isSame =
        after?.metadata.resourceVersion === rollout.metadata.resourceVersion;
      const phase = after?.status?.phase;
      const hasEnded = phase === 'Healthy' || phase === 'Degraded';
      const waits =
        phase === 'Paused' &&
        (after?.spec.strategy.blueGreen !== undefined ||
          this.#waitsForSomebody(after));
      if (isSame && (hasEnded || waits)) return;
      clock.pass(isSame ? IDLE_MS : STEP_MS);
    }
  }

  #waitsForSomebody(rollout: Rollout | undefined): boolean {
    const { canary } = rollout?.spec.strategy ?? {};
    const step = canary?.steps[rollout?.status?.currentStepIndex ?? 0];
    return step?.pause !== undefined && step.pause.duration === undefined;
  }

  #experiment(manifest: Rollout): void {
    const { clock, cluster } = this.#context;
    const rollout = cluster.store.get<Rollout>(referenceOf(manifest));
    const { currentPodHash = '', stableRS = '' } = rollout?.status ?? {};
    if (!rollout) return;
    cluster.store.create(
      buildExperiment({
        rollout,
        name: `${rollout.metadata.name}-${currentPodHash}-compare`,
        hashes: { baseline: stableRS, candidate: currentPodHash },
        availableAt: toTimestamp(clock.now()),
      }),
      { manager: 'rollouts-controller', operation: 'Update' },
    );
  }
}
