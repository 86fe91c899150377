import { InputError } from '@backstage/errors';
import {
  parseDriftPath,
  type FleetDriftDifference,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Json } from '../yaml';

/** A live value that is to be in Git. */
export type Wanted = {
  /** As the page has it. */
  path: string;
  steps: readonly PathStep[];
  live: Json;
  /** What was last applied; absent where that is not known, or where nothing was. */
  desired?: Json;
  /** Nothing was asked for there. */
  isExtra: boolean;
};

/** What takes the place of a credential in what is told. */
const HIDDEN = '***';

/**
 * What a difference asks for, as far as its values can be written.
 *
 * @throws InputError that says why they cannot
 */
export function wantedOf(difference: FleetDriftDifference): Wanted {
  const { path, kind, isSecret, desired, live } = difference;
  const steps = parseDriftPath(path);
  if (isSecret) {
    throw new InputError('It is a secret, of which no value is told.');
  }
  if (!steps) throw new InputError('It is no path that is understood.');
  if (steps.length === 0) {
    throw new InputError(
      'It is the whole object. Objects are brought into Git, and taken out of it, by hand.',
    );
  }
  if (kind === 'missing') {
    throw new InputError(
      'It is not there live. Nothing is taken out of Git by itself: take it out by hand, if that is meant.',
    );
  }
  if (!live) throw new InputError('Its live value is not known.');
  if (live.truncated || desired?.truncated) {
    throw new InputError(
      'Its value is too long to be told as a whole. Write it by hand.',
    );
  }
  if (live.text.includes(HIDDEN) || desired?.text.includes(HIDDEN)) {
    throw new InputError(
      "It may hold a credential, which is told as '***'. Write it by hand, if it belongs into Git.",
    );
  }
  const value = read(live.text);
  // In a patch nothing takes something away.
  if (value === null) throw new InputError('Its live value is nothing.');
  return {
    path,
    steps,
    live: value,
    isExtra: kind === 'extra',
    ...(desired && kind === 'changed' ? { desired: read(desired.text) } : {}),
  };
}

function read(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('Its value cannot be read.');
  }
}
