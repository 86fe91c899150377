import {
  conditionsSchema,
  type Condition,
} from '@fleetview/backstage-plugin-fleet-node';
import type { HorizontalPodAutoscalerObject } from './schema';

/** Where `autoscaling/v1`, whose status has no room for them, keeps them. */
const ANNOTATION = 'autoscaling.alpha.kubernetes.io/conditions';
/** Three conditions are some hundred characters. */
const LONGEST = 16 * 1024;

/** The conditions of an autoscaler, in whatever version it was read; none where they cannot be read. */
export function readAutoscalerConditions({
  metadata,
  status,
}: HorizontalPodAutoscalerObject): Condition[] {
  const { conditions = [] } = status ?? {};
  const text = metadata.annotations[ANNOTATION];
  if (conditions.length > 0 || !text || text.length > LONGEST) {
    return conditions;
  }
  try {
    const parsed = conditionsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  } catch {
    // Somebody else may have written it, and no health comes of it.
    return [];
  }
}
