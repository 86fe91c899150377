import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import { describeCondition } from '@fleetview/backstage-plugin-fleet-node';
import type { ApplicationObject } from './schema';

const MAX_BLOCKERS = 10;

/** Errors with which Argo CD begins no sync by itself. */
const BLOCKING_ERRORS = ['InvalidSpecError', 'ComparisonError'];

/**
 * How Argo CD words that a running operation has to wait: for a wave, for a
 * hook, for a sync window, for the next attempt. It has no field for that.
 */
const WAITS = /^waiting for |retrying attempt #|sync window/i;

function waitOf({ status }: ApplicationObject): string[] {
  const state = status?.operationState;
  return state?.phase === 'Running' &&
    state.message &&
    WAITS.test(state.message)
    ? [state.message]
    : [];
}

function confirmationsOf({ status }: ApplicationObject): string[] {
  const items = status?.resources.items ?? [];
  return items
    .filter(item => item.requiresDeletionConfirmation)
    .map(
      ({ kind, name }) =>
        `${kind} '${name}' waits for a person to confirm its deletion`,
    );
}

/** What stands in the way of a sync, as far as the Application says it. */
export function readBlockers(
  application: ApplicationObject,
): string[] | undefined {
  const errors = (application.status?.conditions ?? [])
    .filter(({ type }) => BLOCKING_ERRORS.includes(type))
    .map(condition => `${condition.type}: ${describeCondition(condition)}`);
  const blockers = [
    ...waitOf(application),
    ...errors,
    ...confirmationsOf(application),
  ];
  return blockers.length
    ? blockers.slice(0, MAX_BLOCKERS).map(boundedText)
    : undefined;
}
