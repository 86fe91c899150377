import { InputError } from '@backstage/errors';
import { checkAuthority } from './checkAuthority';
import { checkCredentials } from './checkCredentials';
import { checkReference } from './checkReference';
import { checkServer } from './checkServer';
import {
  ATTRIBUTES,
  ENGINES,
  type Attributes,
  type ClusterRegistration,
  type RegistrationInput,
} from './ClusterRegistration';
import { ENGINE_RULES, OPTIONS } from './engines';
import { checkLabel, checkLabelKey, checkLabelValue, refuse } from './names';

const LONGEST_TITLE = 200;
const MOST_LABELS = 30;
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
    title: input.title === undefined ? undefined : checkTitle(input.title),
    server: input.server === undefined ? undefined : checkServer(input.server),
    certificateAuthority:
      input.certificateAuthority === undefined
        ? undefined
        : checkAuthority(input.certificateAuthority),
    attributes: checkAttributes(input.attributes ?? {}),
    labels: checkLabels(input.labels ?? {}),
    owner: checkReference('owner', input.owner ?? '', ['group', 'user']),
    system:
      input.system === undefined
        ? undefined
        : checkReference('system', input.system, ['system']),
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

/** A form that was left empty sends empty texts. */
function withoutEmpty<T extends object>(given: T): T {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      if (value === '' || value === undefined || value === null) return [];
      if (typeof value !== 'object') return [[key, value]];
      const own = withoutEmpty(value);
      return Object.keys(own).length > 0 ? [[key, own]] : [];
    }),
  ) as T;
}

function checkTitle(title: string): string {
  if (title.length > LONGEST_TITLE || /\p{C}|[\u2028\u2029]/u.test(title)) {
    refuse(
      'title',
      title,
      `it has to be one line of at most ${LONGEST_TITLE} signs that can be seen.`,
    );
  }
  return title;
}

function checkAttributes(given: Attributes): Attributes {
  const unknown = Object.keys(given).find(
    key => !ATTRIBUTES.some(own => own === key),
  );
  if (unknown !== undefined) {
    refuse('attributes', unknown, `it has to be of ${ATTRIBUTES.join(', ')}.`);
  }
  return Object.fromEntries(
    ATTRIBUTES.flatMap(key => {
      const value = given[key];
      return value === undefined
        ? []
        : [[key, checkLabelValue(`attributes.${key}`, value)]];
    }),
  );
}

function checkLabels(given: Record<string, string>): Record<string, string> {
  const entries = Object.entries(given);
  if (entries.length > MOST_LABELS) {
    refuse('labels', entries.length, `there may be ${MOST_LABELS}.`);
  }
  return Object.fromEntries(
    entries.map(([key, value]) => [
      checkLabelKey('labels', key),
      checkLabelValue(`labels.${key}`, value),
    ]),
  );
}

function matching(
  input: string,
  value: string | undefined,
  pattern: RegExp,
): string | undefined {
  if (value === undefined || pattern.test(value)) return value;
  return refuse(input, value, 'it is none.');
}
