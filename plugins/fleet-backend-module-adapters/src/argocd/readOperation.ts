import {
  boundedText,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readFailures } from './readFailures';
import { readInitiator } from './readInitiator';
import type { ApplicationObject, OperationState } from './schema';

type Operation = NonNullable<DeliveryFact['operation']>;

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

/** The message, with the number of the attempt unless it names it itself. */
function messageOf({
  message,
  retryCount = 0,
}: OperationState): string | undefined {
  if (retryCount === 0 || /retr(?:ied|y)/i.test(message ?? '')) return message;
  const attempt = `attempt ${retryCount + 1}`;
  return message ? `${message} (${attempt})` : attempt;
}

/** The last or present operation, `undefined` where there never was one. */
export function readOperation(
  application: ApplicationObject,
): Operation | undefined {
  const { operation, status } = application;
  const state = status?.operationState;
  if (!state) {
    if (!operation) return undefined;
    return withoutUndefined({
      phase: 'running' as const,
      message: 'requested',
      initiatedBy: readInitiator(operation.initiatedBy),
    });
  }
  const message = messageOf(state);
  return withoutUndefined({
    phase: phaseOf(state, status?.reconciledAt),
    message: message ? boundedText(message) : undefined,
    startedAt: timeOf(state.startedAt),
    finishedAt: timeOf(state.finishedAt),
    initiatedBy: readInitiator(state.operation?.initiatedBy),
    failures: readFailures(state),
  });
}
