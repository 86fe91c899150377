import {
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ApplicationObject } from './schema';

type Operation = NonNullable<DeliveryFact['operation']>;
type OperationState = NonNullable<
  NonNullable<ApplicationObject['status']>['operationState']
>;

function isComparedSince(
  state: OperationState,
  reconciledAt: string | undefined,
): boolean {
  const finished = timeOf(state.finishedAt);
  const reconciled = timeOf(reconciledAt);
  return (
    // A dry run changes nothing that would have to be compared.
    state.operation?.sync?.dryRun === true ||
    finished === undefined ||
    reconciled === undefined ||
    Date.parse(reconciled) >= Date.parse(finished)
  );
}

function phaseOf(
  state: OperationState,
  reconciledAt: string | undefined,
): Operation['phase'] {
  switch (state.phase) {
    case 'Failed':
    case 'Error':
      return 'failed';
    case 'Running':
    case 'Terminating':
      return 'running';
    default:
  }
  // Health and sync are of the time before until they are compared again.
  if (!isComparedSince(state, reconciledAt)) return 'running';
  if (state.phase === 'Succeeded') return 'succeeded';
  return state.finishedAt === undefined ? 'running' : 'unknown';
}

/** The last or present operation, `undefined` where there never was one. */
export function readOperation(
  application: ApplicationObject,
): Operation | undefined {
  const { operation, status } = application;
  const state = status?.operationState;
  if (!state) {
    return operation ? { phase: 'running', message: 'requested' } : undefined;
  }
  return withoutUndefined({
    phase: phaseOf(state, status?.reconciledAt),
    message: state.message ? boundedText(state.message) : undefined,
    startedAt: timeOf(state.startedAt),
    finishedAt: timeOf(state.finishedAt),
  });
}
