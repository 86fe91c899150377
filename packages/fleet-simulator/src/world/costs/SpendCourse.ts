import { isPlaced, namespaceOf, ownerOf } from '../placement';
import type {
  Scenario,
  ScenarioCluster,
  ScenarioComponent,
} from '../scenario/scenarioSchema';
import { daysBefore, isWeekend } from './day';
import { pastReleaseOf } from './pastReleaseOf';

const MONTH_DAYS = 30;

/** What a workload had on a day, in parts of what it has now. */
export type DayFactors = {
  /** Its mean number of pods. */
  pods: number;
  /** What one of them asked for. */
  requests: number;
  /** What one of them needs, of what it asks for now: less than 1 since a release that asks for more. */
  need: number;
  /** How much of that it used, which is less on weekends. */
  use: number;
};

/**
 * What one cluster had on days of the past, in parts of what it has now: a function of
 * the scenario and of the day alone. From the day on which the world begins, everything
 * is as the objects of the cluster say, but for weekends.
 */
export class SpendCourse {
  readonly #scenario: Scenario;
  readonly #cluster: ScenarioCluster;
  readonly #startedAt: number;
  /** By namespace and name of their workloads. */
  readonly #components: ReadonlyMap<string, ScenarioComponent>;

  /** @param options - `startedAt`: when the world begins, in milliseconds since 1970 */
  constructor(options: {
    scenario: Scenario;
    cluster: ScenarioCluster;
    startedAt: number;
  }) {
    const { scenario, cluster, startedAt } = options;
    this.#scenario = scenario;
    this.#cluster = cluster;
    this.#startedAt = startedAt;
    this.#components = new Map(
      scenario.components
        .filter(component => isPlaced(component, cluster))
        .map(component => [
          `${namespaceOf(scenario, component)}/${
            component.workload ?? component.name
          }`,
          component,
        ]),
    );
  }

  /** @param day - its beginning, in milliseconds since 1970 */
  factorsOf(namespace: string, workload: string, day: number): DayFactors {
    const component = this.#components.get(`${namespace}/${workload}`);
    const { weekend } = this.#scenario.spend;
    const use = isWeekend(day) ? weekend.use : 1;
    if (!component) return { pods: 1, requests: 1, need: 1, use };
    const scaled =
      component.autoscaled && isWeekend(day) ? weekend.autoscaledPods : 1;
    const release = this.#release(component);
    const isBefore = release?.at !== undefined && day < release.at;
    return {
      pods: scaled * this.#growth(component, day) * this.#spike(component, day),
      requests: isBefore ? 1 / release.requestsFactor : 1,
      need: release?.at === undefined ? 1 : 1 / release.requestsFactor,
      // Where there are fewer of them, each has as much more to do.
      use: use / scaled,
    };
  }

  /**
   * What a workload lacked on a day: the part of its periods in which it was throttled, and
   * how often it was killed for want of memory.
   */
  shortageOf(
    namespace: string,
    workload: string,
    day: number,
  ): { throttled: number; kills: number } {
    const component = this.#components.get(`${namespace}/${workload}`);
    const ago = daysBefore(day, this.#startedAt);
    const isIt = (each: { cluster: string; component: string }) =>
      each.cluster === this.#cluster.name && each.component === component?.name;
    const { throttled, killed } = this.#scenario.spend;
    return {
      throttled: throttled.find(isIt)?.share ?? 0,
      kills: killed.filter(each => isIt(each) && each.daysAgo === ago).length,
    };
  }

  /** How many GPUs each pod of a workload asks for. */
  gpusOf(namespace: string, workload: string): number {
    const component = this.#components.get(`${namespace}/${workload}`);
    return (
      this.#scenario.spend.gpus.find(
        each =>
          each.cluster === this.#cluster.name &&
          each.component === component?.name,
      )?.perPod ?? 0
    );
  }

  /** How many nodes there were on a day besides those that there are now. */
  extraNodes(day: number): number {
    return this.#spikes(day).reduce((sum, { nodes }) => sum + nodes, 0);
  }

  /** Whether the cluster's cost tool knows nothing of a day. */
  isSilent(day: number): boolean {
    const ago = daysBefore(day, this.#startedAt);
    return this.#scenario.spend.silences.some(
      ({ cluster, daysAgo, days }) =>
        cluster === this.#cluster.name &&
        ago <= daysAgo &&
        ago > daysAgo - days,
    );
  }

  /** Yesterday it was what it is now. */
  #growth(component: ScenarioComponent, day: number): number {
    const team = ownerOf(this.#scenario, component);
    const { percentPerMonth = 0 } =
      this.#scenario.spend.grows.find(each => each.team === team) ?? {};
    const ago = Math.max(0, daysBefore(day, this.#startedAt) - 1);
    return (1 + percentPerMonth / 100) ** (-ago / MONTH_DAYS);
  }

  #release(component: ScenarioComponent) {
    return pastReleaseOf(
      this.#scenario,
      component,
      this.#cluster,
      this.#startedAt,
    );
  }

  #spikes(day: number) {
    const ago = daysBefore(day, this.#startedAt);
    return this.#scenario.spend.spikes.filter(
      ({ cluster, daysAgo }) =>
        cluster === this.#cluster.name && daysAgo === ago,
    );
  }

  #spike(component: ScenarioComponent, day: number): number {
    return this.#spikes(day)
      .filter(spike => spike.component === component.name)
      .reduce((factor, { podsFactor }) => factor * podsFactor, 1);
  }
}
