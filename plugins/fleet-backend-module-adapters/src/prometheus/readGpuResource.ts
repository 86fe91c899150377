/**
 * Whole GPUs, as kube-state-metrics spells `nvidia.com/gpu`, `amd.com/gpu` and those of
 * Intel's device plugin.
 */
const WHOLE_GPUS = [
  'nvidia_com_gpu',
  'amd_com_gpu',
  'gpu_intel_com_i915',
  'gpu_intel_com_xe',
] as const;

/** Slices of one, and GPUs that are shared by time: how much of a GPU each is nobody says. */
const PARTS = ['nvidia_com_mig_.+', 'nvidia_com_gpu_shared'] as const;

/** As label matchers take them, which have to match a value as a whole. */
export const WHOLE_GPUS_PATTERN = WHOLE_GPUS.join('|');
export const ALL_GPUS_PATTERN = [...WHOLE_GPUS, ...PARTS].join('|');

/** Whether a resource is whole GPUs, which a price is of, or parts of them. */
export function readGpuResource(
  resource: string | undefined,
): 'whole' | 'part' {
  return (WHOLE_GPUS as readonly (string | undefined)[]).includes(resource)
    ? 'whole'
    : 'part';
}
