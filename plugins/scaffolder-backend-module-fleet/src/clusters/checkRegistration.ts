import { InputError } from '@backstage/errors';
import { checkAuthority } from './checkAuthority';
import { checkCredentials } from './checkCredentials';
import { checkDescription, withoutEmpty } from './checkDescription';
import { checkServer } from './checkServer';
import {
  ENGINES,
  type ClusterRegistration,
  type RegistrationInput,
} from './ClusterRegistration';
import { ENGINE_RULES, OPTIONS } from './engines';
import { checkLabel, checkLabelValue, refuse } from './names';

/** Of Fleet, as its pages have it in their address. */
const CLUSTER_ID = /^[\w.-]{1,64}$/;
const AUTH_PROVIDER = /^[A-Za-z][\w.-]{0,62}$/;

/**
 * Checks all that is said of a cluster before anything of it is written.
 *
 * @throws InputError that names the input, and what is wrong with it
 */
export function checkRegistration(
  given: RegistrationInput,
): ClusterRegistration {
  const input = withoutEmpty(given);
  const { engine } = input;
  if (!ENGINES.includes(engine)) {
    refuse('engine', engine, `it has to be one of ${ENGINES.join(', ')}.`);
  }
  const rules = ENGINE_RULES[engine];
  const name = checkLabel('name', input.name ?? '', rules.longestName);
  for (const option of OPTIONS) {
    if (input[option] === undefined || rules.takes.includes(option)) continue;
    throw new InputError(
      `'${option}' means nothing to '${engine}': leave it out. It takes ${
        rules.takes.map(each => `'${each}'`).join(', ') || 'none of its kind'
      }.`,
    );
  }
  const syncMode = input.syncMode ?? 'Push';
  if (syncMode !== 'Push' && syncMode !== 'Pull') {
    refuse('syncMode', syncMode, "it has to be 'Push' or 'Pull'.");
  }
  if (input.certificateAuthority !== undefined && input.server === undefined) {
    throw new InputError(
      "'certificateAuthority' is of the address in 'server', and there is none: give that as well.",
    );
  }
  const registration: ClusterRegistration = {
    name,
    engine,
    ...checkDescription(input),
    server: input.server === undefined ? undefined : checkServer(input.server),
    certificateAuthority:
      input.certificateAuthority === undefined
        ? undefined
        : checkAuthority(input.certificateAuthority),
    clusterId: matching('clusterId', input.clusterId, CLUSTER_ID),
    authProvider: matching('authProvider', input.authProvider, AUTH_PROVIDER),
    credentials: input.credentials && checkCredentials(input.credentials),
    namespace: checkLabel('namespace', input.namespace ?? rules.namespace),
    overlay: checkLabel('overlay', input.overlay ?? name),
    clusterSet:
      input.clusterSet === undefined
        ? undefined
        : checkLabelValue('clusterSet', input.clusterSet),
    hubAcceptsClient: input.hubAcceptsClient ?? false,
    syncMode,
  };
  rules.check(registration);
  return registration;
}

function matching(
  input: string,
  value: string | undefined,
  pattern: RegExp,
): string | undefined {
  if (value === undefined || pattern.test(value)) return value;
  return refuse(input, value, 'it is none.');
}
