import {
  isSecretName,
  withoutCredentials,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Json } from '../../yaml';

const SECRET = 'By its name it is a secret, and those are not written to Git.';
const MAY_BE =
  'The value may hold a credential, and those are not written to Git.';
const DEEPEST = 40;

/** Why a value is not written: it is a secret by its name, or looks like one. */
export function refuseSecrets(
  steps: readonly PathStep[],
  value: Json,
): string | undefined {
  const isNamed = steps.some(step =>
    'field' in step
      ? isSecretName(step.field)
      : 'keys' in step && step.keys.some(([, own]) => isSecretName(`${own}`)),
  );
  return isNamed ? SECRET : within(value, 0);
}

function within(value: Json, depth: number): string | undefined {
  if (depth > DEEPEST) return 'It is too deep.';
  if (typeof value === 'string') {
    return withoutCredentials(value) === value ? undefined : MAY_BE;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) {
    const { name } = value;
    const isNamed =
      typeof name === 'string' && 'value' in value && isSecretName(name);
    if (isNamed || Object.keys(value).some(isSecretName)) return SECRET;
  }
  for (const own of Object.values(value)) {
    const because = within(own, depth + 1);
    if (because) return because;
  }
  return undefined;
}
