import { ConflictError, InputError } from '@backstage/errors';
import type { Occupancy } from './askOccupancy';

const LONGEST_REASON = 500;

/** What somebody says to take out a cluster in spite of something. */
export type Confirmation = {
  confirm?: string;
  reason?: string;
  confirmMachines?: string;
};

/** What has to be typed where machines are deleted. */
export function machinesPhrase(name: string): string {
  return `delete ${name}`;
}

/**
 * Refuses to take out a cluster on which something runs; where nobody knows, or where machines are
 * deleted, unless somebody says that this is meant.
 *
 * @throws ConflictError where something runs on it; InputError where a confirmation is missing
 */
export function checkConfirmed(
  name: string,
  { state, words }: Occupancy,
  machines: readonly string[],
  given: Confirmation,
): void {
  if (state === 'occupied') {
    throw new ConflictError(
      `'${name}' still has ${words}. Nothing is removed: place these elsewhere or take them out first, and run this again when the fleet shows none.`,
    );
  }
  const reason = checkReason(given.reason);
  if (state === 'unknown' && (given.confirm !== name || reason === undefined)) {
    throw new InputError(
      `Whether something runs on '${name}' is not known: ${words}. That is no evidence that it is empty, and nothing is removed. If it is to go all the same, type its name into 'confirm', and why into 'reason'.`,
    );
  }
  if (given.confirm && given.confirm !== name) {
    throw new InputError(
      `'confirm' is ${JSON.stringify(
        given.confirm.slice(0, 100),
      )}, and the cluster is called '${name}'.`,
    );
  }
  const phrase = machinesPhrase(name);
  if (machines.length > 0 && given.confirmMachines !== phrase) {
    throw new InputError(
      `THE MACHINES OF '${name}' ARE DELETED, with all that is on their disks, when this is merged: it removes ${shown(
        machines,
      )}. Nothing is removed yet. If that is meant, type '${phrase}' into 'confirmMachines'.`,
    );
  }
}

/** Machines' objects as words; the first of many. */
export function shown(machines: readonly string[]): string {
  const first = machines.slice(0, 5).join(', ');
  return machines.length > 5
    ? `${first} and ${machines.length - 5} more`
    : first;
}

function checkReason(reason: string | undefined): string | undefined {
  const text = reason?.trim();
  if (!text) return undefined;
  if (text.length > LONGEST_REASON) {
    throw new InputError(
      `'reason' has ${text.length} signs. There may be ${LONGEST_REASON}.`,
    );
  }
  return text;
}
