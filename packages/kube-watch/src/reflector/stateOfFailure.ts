import type { KubernetesErrorKind } from '../errors';
import type { ReflectorState } from '../types';

type FailureState = Extract<
  ReflectorState,
  'unreachable' | 'unauthorized' | 'forbidden' | 'not-served' | 'invalid'
>;

const STATES: Readonly<Record<KubernetesErrorKind, FailureState>> = {
  unreachable: 'unreachable',
  throttled: 'unreachable',
  expired: 'unreachable',
  aborted: 'unreachable',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  'not-served': 'not-served',
  conflict: 'invalid',
  invalid: 'invalid',
};

/**
 * The state of what is read, by how reading it failed.
 *
 * @public
 */
export function stateOfFailure(kind: KubernetesErrorKind): FailureState {
  return STATES[kind];
}
