import {
  type Condition,
  describeCondition,
} from '@fleetview/backstage-plugin-fleet-node';
import type { CapiCondition } from './schema';

/** Where a status has conditions, in either version. */
type StatusWithConditions = {
  conditions: CapiCondition[];
  v1beta2?: { conditions: CapiCondition[] } | undefined;
  deprecated?:
    | { v1beta1?: { conditions: CapiCondition[] } | undefined }
    | undefined;
};

/** The two sets of conditions that an object may carry side by side. */
export type ConditionSets = {
  /** With polarity: `RollingOut`, `ScalingUp`, `Deleting` and their like are true while something happens. */
  current: CapiCondition[];
  /** All good when true, with a severity when not; `Ready` sums them up. */
  old: CapiCondition[];
};

/**
 * Tells the sets apart by where they are. A v1beta1 object has the newer set in
 * `status.v1beta2`, a v1beta2 object the older in `status.deprecated.v1beta1`;
 * either may be all that there is, as in objects that an older controller wrote.
 *
 * @param version - that the object was read in
 */
export function readConditions(
  status: StatusWithConditions | undefined,
  version: string,
): ConditionSets {
  if (!status) return { current: [], old: [] };
  const { conditions, v1beta2, deprecated } = status;
  if (v1beta2?.conditions.length) {
    return { current: v1beta2.conditions, old: conditions };
  }
  if (deprecated?.v1beta1) {
    return { current: conditions, old: deprecated.v1beta1.conditions };
  }
  const isOld =
    version === 'v1beta1' ||
    conditions.some(({ severity }) => severity !== undefined);
  return isOld
    ? { current: [], old: conditions }
    : { current: conditions, old: [] };
}

/** The failure that ended a controller's attempts; only v1beta1 knows such. */
export function readFailure(
  status:
    | {
        phase?: string | undefined;
        failureReason?: string | undefined;
        failureMessage?: string | undefined;
        deprecated?:
          | {
              v1beta1?:
                | {
                    failureReason?: string | undefined;
                    failureMessage?: string | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined,
): string | undefined {
  const { failureReason, failureMessage } = status?.deprecated?.v1beta1 ?? {};
  const reason = status?.failureReason || failureReason;
  const message = status?.failureMessage || failureMessage;
  if (reason || message) {
    return describeCondition({ type: 'Failed', reason, message });
  }
  return status?.phase === 'Failed' ? 'the phase is Failed' : undefined;
}

/**
 * A condition with its type, as people know it from `clusterctl describe`.
 * Messages go over several lines and list one thing a line.
 */
export function nameCondition(
  condition: Pick<Condition, 'type' | 'reason' | 'message'>,
): string {
  const detail = condition.message || condition.reason;
  return detail ? `${condition.type}: ${detail}` : condition.type;
}
