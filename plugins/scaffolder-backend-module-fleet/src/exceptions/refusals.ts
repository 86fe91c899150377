import type { ManifestRefusal } from '@fleetview/backstage-plugin-fleet-common';

/** Why an engine is not told of a policy, as a sentence. */
export const REFUSALS: Record<ManifestRefusal, string> = {
  'no-policy': 'the exception is of no policy.',
  'engine-unknown':
    'it is not known what evaluates it, or no manifest of that is known.',
  'kind-unknown': 'it is not known what kind of object the policy is.',
  'names-entities':
    'the exception is of components, which the engine does not know.',
  'namespaces-alone':
    'the engine leaves out whole namespaces only, and the exception is narrower or names none.',
  rules: 'the engine exempts no single rules of it.',
  'every-policy': 'the engine has no exception from all policies together.',
};
