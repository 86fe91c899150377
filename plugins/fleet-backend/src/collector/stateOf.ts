import type { KubernetesError } from '@fleetview/kube-watch';

/** What is said of a cluster, or of what is read of it, that fails in this way. */
export function stateOf(
  error: KubernetesError,
): 'unreachable' | 'unauthorized' | 'forbidden' | 'invalid' {
  switch (error.kind) {
    case 'unauthorized':
    case 'forbidden':
      return error.kind;
    case 'invalid':
    case 'not-served':
      return 'invalid';
    default:
      return 'unreachable';
  }
}
