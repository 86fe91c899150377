const SHARE = /^(\d{1,9})%$/;

/**
 * How many pods more than it should have a workload may have while a rollout goes on: a
 * number, or a share of those that it should have, rounded up; never more than those, as
 * what is new is not scaled beyond them. Source: `GetScaledValueFromIntOrPercent` of
 * `k8s.io/apimachinery/pkg/util/intstr`, and `NewRSNewReplicas` of the deployment controller.
 *
 * @returns nothing of what is neither
 * @public
 */
export function surgeOf(
  maxSurge: unknown,
  replicas: number,
): number | undefined {
  if (typeof maxSurge === 'number') {
    return Number.isSafeInteger(maxSurge) && maxSurge >= 0
      ? Math.min(maxSurge, replicas)
      : undefined;
  }
  const share =
    typeof maxSurge === 'string' ? SHARE.exec(maxSurge)?.[1] : undefined;
  return share === undefined
    ? undefined
    : Math.min(Math.ceil((Number(share) * replicas) / 100), replicas);
}
