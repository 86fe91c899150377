import type { RolloutObject } from './schema';

const NUMBER = /^\d{1,15}$/;
const WORKLOAD_GENERATION = 'rollout.argoproj.io/workload-generation';

/**
 * The generation that a Rollout's controller has looked at, `undefined` where it does
 * not say. Controllers before 1.0 wrote a hash, which may look like a number: what is
 * greater than the generation can only be one.
 */
export function readObservedGeneration({
  metadata,
  status,
}: RolloutObject): number | undefined {
  const observed = status?.observedGeneration;
  if (observed === undefined || !NUMBER.test(observed)) return undefined;
  const { generation } = metadata;
  return generation !== undefined && Number(observed) > generation
    ? undefined
    : Number(observed);
}

/** What the controller has not looked at yet, in words. */
export function readUnobserved(rollout: RolloutObject): string | undefined {
  const { metadata, spec, status } = rollout;
  const observed = readObservedGeneration(rollout);
  const { generation } = metadata;
  const isNever = !status?.observedGeneration;
  if (
    generation !== undefined &&
    (isNever || (observed ?? generation) < generation)
  ) {
    return `generation ${generation} is not observed yet (last: ${
      observed ?? 'none'
    })`;
  }
  const wanted = metadata.annotations[WORKLOAD_GENERATION];
  const seen = status?.workloadObservedGeneration;
  return spec?.workloadRef && wanted && wanted !== seen
    ? `generation ${wanted} of ${spec.workloadRef.kind} '${
        spec.workloadRef.name
      }' is not observed yet (last: ${seen ?? 'none'})`
    : undefined;
}
