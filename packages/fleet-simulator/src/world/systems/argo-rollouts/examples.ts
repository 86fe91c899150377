import type { ScenarioComponent } from '../../scenario/scenarioSchema';
import type { Rollout } from './kinds';

/** Where a Rollout has got to by now. */
export type ExampleState = 'done' | 'paused' | 'awaiting-promotion' | 'aborted';

/** One Rollout that a cluster has from the start. */
export type Example = {
  /** After the component's name. */
  suffix: string;
  state: ExampleState;
  replicas: number;
  /** How long ago its newest version was wanted, in minutes. */
  minutesAgo: number;
  strategy(name: string): Rollout['spec']['strategy'];
};

const ANALYSIS = { templates: [{ templateName: 'success-rate' }] };

function canary(
  name: string,
  extra: Pick<NonNullable<Rollout['spec']['strategy']['canary']>, 'steps'> & {
    analysis?: typeof ANALYSIS;
  },
): Rollout['spec']['strategy'] {
  return {
    canary: {
      canaryService: `${name}-canary`,
      stableService: `${name}-stable`,
      trafficRouting: {
        plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: name } },
      },
      ...extra,
    },
  };
}

const IN_STEPS = [
  { setWeight: 20 },
  { analysis: ANALYSIS },
  { setWeight: 50 },
  { pause: { duration: 120 } },
];

/** As life has it: most is done, something waits, something was given up. */
export const EXAMPLES: readonly Example[] = [
  {
    suffix: 'edge',
    state: 'done',
    replicas: 3,
    minutesAgo: 60 * 26,
    strategy: name => canary(name, { steps: IN_STEPS }),
  },
  {
    suffix: 'api',
    state: 'paused',
    replicas: 4,
    minutesAgo: 55,
    strategy: name =>
      canary(name, {
        analysis: ANALYSIS,
        steps: [
          { setWeight: 25 },
          { setWeight: 50 },
          { pause: {} },
          ...IN_STEPS,
        ],
      }),
  },
  {
    suffix: 'console',
    state: 'awaiting-promotion',
    replicas: 2,
    minutesAgo: 130,
    strategy: name => ({
      blueGreen: {
        activeService: name,
        previewService: `${name}-preview`,
        autoPromotionEnabled: false,
      },
    }),
  },
  {
    suffix: 'worker',
    state: 'aborted',
    replicas: 3,
    minutesAgo: 95,
    strategy: name => canary(name, { steps: IN_STEPS }),
  },
];

/** The components that have Rollouts beside their Deployments: quiet ones, in the scenario's order. */
export function chooseComponents(
  components: readonly ScenarioComponent[],
  isBusy: (component: ScenarioComponent) => boolean,
): ScenarioComponent[] {
  return components
    .filter(
      component =>
        component.kind === 'Deployment' &&
        component.binding === 'label' &&
        component.packaging === 'kustomize' &&
        component.workload === undefined &&
        !component.autoscaled &&
        !isBusy(component),
    )
    .slice(-EXAMPLES.length);
}

/** The version after one. */
export function nextVersion(version: string): string {
  return version.replace(/\d+$/, patch => String(Number(patch) + 1));
}
