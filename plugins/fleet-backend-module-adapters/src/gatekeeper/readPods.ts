import {
  isBehind,
  oneLine,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import type { PodStatus } from './schema';

function firstOf(
  pods: readonly PodStatus[],
  holds: (pod: PodStatus) => boolean,
): { count: string; pod: PodStatus } | undefined {
  const found = pods.filter(holds);
  const [pod] = found;
  return pod && { count: `${found.length} of ${pods.length} pods`, pod };
}

function pointOf(pod: PodStatus, state: string) {
  return pod.enforcementPointsStatus?.find(point => point.state === state);
}

function describePoint(pod: PodStatus, state: string): string {
  const { enforcementPoint, message } = pointOf(pod, state) ?? {};
  const said = message ? oneLine(message) : state;
  return enforcementPoint ? `${enforcementPoint}: ${said}` : said;
}

/**
 * What the pods of Gatekeeper say of an object: errors before all else, then whether
 * they have it as it is now, then whether they enforce it.
 */
export function readPods(
  generation: number | undefined,
  pods: readonly PodStatus[],
): Verdict {
  if (pods.length === 0) {
    return { health: 'unknown', message: 'no pod has reported on it yet' };
  }
  const failed = firstOf(pods, ({ errors }) => (errors?.length ?? 0) > 0);
  if (failed) {
    const [{ code, message, location }] = failed.pod.errors ?? [];
    const said = [code, message && oneLine(message), location]
      .filter(part => part)
      .join(': ');
    return {
      health: 'degraded',
      message: `${failed.count} report an error: ${
        said || 'it is not said which'
      }`,
    };
  }
  const broken = firstOf(pods, pod => pointOf(pod, 'error') !== undefined);
  if (broken) {
    return {
      health: 'degraded',
      message: `${broken.count} report an error: ${describePoint(
        broken.pod,
        'error',
      )}`,
    };
  }
  const behind = firstOf(pods, pod =>
    isBehind(generation, pod.observedGeneration),
  );
  if (behind) {
    return {
      health: 'progressing',
      message: `${behind.count} have not observed generation ${generation} yet`,
    };
  }
  const idle = firstOf(pods, ({ enforced }) => enforced === false);
  if (idle) {
    return {
      health: 'degraded',
      message: `${idle.count} do not enforce it`,
    };
  }
  const pending = firstOf(pods, pod => pointOf(pod, 'pending') !== undefined);
  if (pending) {
    return {
      health: 'progressing',
      message: `${pending.count} wait: ${describePoint(
        pending.pod,
        'pending',
      )}`,
    };
  }
  return { health: 'healthy' };
}

/** Whether a pod has not seen an object as it is now: what was counted may be of what it was. */
export function isAnyBehind(
  generation: number | undefined,
  pods: readonly PodStatus[],
): boolean {
  return pods.some(pod => isBehind(generation, pod.observedGeneration));
}
