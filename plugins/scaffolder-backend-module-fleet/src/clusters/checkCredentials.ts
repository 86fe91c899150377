import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import type {
  CredentialsReference,
  RegistrationInput,
} from './ClusterRegistration';
import { checkObjectName, refuse } from './names';

/** As stores name secrets: paths, ARNs, names of projects. */
const KEY = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9/][\w./:@+=-]{0,511}$/;
const PROPERTY = /^[A-Za-z0-9_][\w.-]{0,127}$/;
/** Long ones with digits and no sign between are secrets, and not names of them. */
const LIKE_A_SECRET = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+=]{32,}$/;

/**
 * Checks that a reference is one, and no credential that somebody gave instead.
 *
 * @throws InputError
 */
export function checkCredentials(
  given: NonNullable<RegistrationInput['credentials']>,
): CredentialsReference {
  const { store, storeKind = 'ClusterSecretStore', key, property } = given;
  if (storeKind !== 'SecretStore' && storeKind !== 'ClusterSecretStore') {
    refuse(
      'credentials.storeKind',
      storeKind,
      "it has to be 'SecretStore' or 'ClusterSecretStore'.",
    );
  }
  for (const [input, text] of Object.entries({ key, property })) {
    if (text === undefined) continue;
    if (withoutCredentials(text) !== text || LIKE_A_SECRET.test(text)) {
      refuse(
        `credentials.${input}`,
        '…',
        'it looks like a credential. Here stands where one is to be had, and never itself; if it was real, hold it for disclosed.',
      );
    }
    if (!(input === 'key' ? KEY : PROPERTY).test(text)) {
      refuse(
        `credentials.${input}`,
        text,
        input === 'key'
          ? "it is no name of a secret in a store, as in 'clusters/prod-euw1-a'."
          : "it is no field of a secret, as in 'token'.",
      );
    }
  }
  return {
    store: checkObjectName('credentials.store', store),
    storeKind,
    key,
    ...(property ? { property } : {}),
  };
}
