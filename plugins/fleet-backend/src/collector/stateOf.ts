import { stateOfFailure, type KubernetesError } from '@fleetview/kube-watch';

/** What is said of a cluster, or of what is read of it, that fails in this way. */
export function stateOf(
  error: KubernetesError,
): 'unreachable' | 'unauthorized' | 'forbidden' | 'invalid' {
  const state = stateOfFailure(error.kind);
  // A cluster that does not serve what all of them do is none.
  return state === 'not-served' ? 'invalid' : state;
}
