import { z } from 'zod';
import { normalisedRef } from '../mapping/namespaceOwners';
import { entityReference } from './namespaceOwnerSchema';
import {
  DEFAULT_SETTINGS,
  type RolloutPlan,
  type RolloutsConfig,
} from '../derive/rollouts';

const text = z.string().min(1).max(253);
const references = z.array(entityReference).min(1).max(1000).optional();
const values = z.array(text).min(1).max(1000).optional();
const seconds = z
  .number()
  .int()
  .min(0)
  .max(7 * 86_400);

/** When a member of a rollout is done, and when it is stuck. */
export const rolloutsSchema = z.strictObject({
  soakSeconds: seconds.optional(),
  progressDeadlineSeconds: seconds.min(1).optional(),
  intervalSeconds: seconds.min(1).optional(),
});

const waveSchema = z
  .strictObject({
    name: text,
    clusters: values,
    region: values,
    environment: values,
    tier: values,
    provider: values,
  })
  .superRefine(({ name: _, ...keys }, context) => {
    if (Object.values(keys).every(value => value === undefined)) {
      context.addIssue({
        code: 'custom',
        message:
          'has to say which clusters it has: by clusters, region, environment, tier or provider',
      });
    }
  });

/** Which components go in which waves. */
export const rolloutPlanSchema = z.strictObject({
  components: references,
  systems: references,
  owners: references,
  soakSeconds: seconds.optional(),
  waves: z.array(waveSchema).min(1).max(50),
});

export function toRolloutsConfig(
  rollouts: z.output<typeof rolloutsSchema>,
  plans: readonly z.output<typeof rolloutPlanSchema>[],
): RolloutsConfig {
  const ms = (value: number | undefined, fallback: number) =>
    value === undefined ? fallback : value * 1000;
  return {
    settings: {
      soakMs: ms(rollouts.soakSeconds, DEFAULT_SETTINGS.soakMs),
      progressDeadlineMs: ms(
        rollouts.progressDeadlineSeconds,
        DEFAULT_SETTINGS.progressDeadlineMs,
      ),
      intervalMs: ms(rollouts.intervalSeconds, DEFAULT_SETTINGS.intervalMs),
    },
    plans: plans.map(toPlan),
  };
}

function toPlan({
  components,
  systems,
  owners,
  soakSeconds,
  waves,
}: z.output<typeof rolloutPlanSchema>): RolloutPlan {
  const refs = (names: readonly string[], kind: string) =>
    names.map(name => normalisedRef(name, kind));
  return {
    ...(components ? { components: refs(components, 'component') } : {}),
    ...(systems ? { systems: refs(systems, 'system') } : {}),
    ...(owners ? { owners: refs(owners, 'group') } : {}),
    ...(soakSeconds === undefined ? {} : { soakMs: soakSeconds * 1000 }),
    waves,
  };
}
