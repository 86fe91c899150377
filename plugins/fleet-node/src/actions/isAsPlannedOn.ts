import type { ActionPlan } from './types';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether an object still is in the version that a plan was made on, so that
 * nothing of the plan can be seen in it yet: what was asked for by setting and is
 * answered by taking away looks done before it was begun.
 *
 * @public
 */
export function isAsPlannedOn(
  metadata: { resourceVersion?: string | undefined },
  plan: ActionPlan,
): boolean {
  const { resourceVersion } = metadata;
  if (resourceVersion === undefined) return false;
  return plan.patches.some(
    ({ body }) =>
      isRecord(body) &&
      isRecord(body.metadata) &&
      body.metadata.resourceVersion === resourceVersion,
  );
}
