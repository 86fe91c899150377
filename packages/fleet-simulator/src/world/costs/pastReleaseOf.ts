import { previousPatch } from '../controllers/FluxController';
import type {
  Scenario,
  ScenarioCluster,
  ScenarioComponent,
} from '../scenario/scenarioSchema';
import { startOfDay } from './day';

/** A release that changed what the pods of one instance ask for. */
export type PastRelease = {
  /** What a pod asks for since, in parts of what it asked for before. */
  requestsFactor: number;
  /** The version before, which asks for less. */
  from: string;
  /** When it came, in milliseconds since 1970; absent where it has not come. */
  at?: number;
};

/** What ran before the version that a component has now. */
export function versionBefore({
  version,
  previousVersion,
}: ScenarioComponent): string {
  return previousVersion ?? previousPatch(version);
}

/**
 * The release of the scenario's past that a component owes what it asks for now.
 *
 * @param startedAt - when the world begins, in milliseconds since 1970
 */
export function pastReleaseOf(
  { spend }: Scenario,
  component: ScenarioComponent,
  cluster: ScenarioCluster,
  startedAt: number,
): PastRelease | undefined {
  const release = spend.releases.find(
    each => each.component === component.name,
  );
  if (!release) return undefined;
  const wave = release.waves.find(({ clusters }) =>
    clusters.includes(cluster.name),
  );
  return {
    requestsFactor: release.requestsFactor,
    from: versionBefore(component),
    ...(wave && { at: startOfDay(startedAt, wave.daysAgo) }),
  };
}
