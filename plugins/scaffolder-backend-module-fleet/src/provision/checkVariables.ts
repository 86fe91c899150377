import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import { refuse } from '../clusters';
import type { ProvisionInput, Variable } from './ClusterProvision';

const MOST = 50;
const LONGEST = 4096;
const NAME = /^[A-Za-z_][\w.-]{0,254}$/;
/** What is called so is no part of a repository. */
const SECRET =
  /passw|secret|token|credential|private|api[-_]?key|access[-_]?key/i;
/** What is read as a template by engines and by External Secrets. */
const TEMPLATE = /\{\{|\$\{/;

/**
 * Checks variables of a ClusterClass. What they mean is known to the class alone.
 *
 * @throws InputError
 */
export function checkVariables(
  given: NonNullable<ProvisionInput['variables']>,
): [string, Variable][] {
  const entries = Object.entries(given);
  if (entries.length > MOST) {
    refuse('variables', entries.length, `there may be ${MOST}.`);
  }
  return entries.map(([name, value]) => {
    if (!NAME.test(name)) {
      refuse('variables', name, 'it is no name of a variable.');
    }
    const input = `variables.${name}`;
    const isSecret =
      SECRET.test(name) ||
      (typeof value === 'string' && withoutCredentials(value) !== value);
    if (isSecret) {
      refuse(
        input,
        '…',
        'it is called or looks like a credential. None is written; a class names Secrets of the management cluster.',
      );
    }
    const isOne =
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value)) ||
      (typeof value === 'string' &&
        value.length <= LONGEST &&
        !/[^\P{C}\n\t]/u.test(value));
    if (!isOne) {
      refuse(
        input,
        value,
        `it has to be a text of at most ${LONGEST} signs, a number, or true or false.`,
      );
    }
    if (typeof value === 'string' && TEMPLATE.test(value)) {
      refuse(input, value, 'engines would take it for a template.');
    }
    return [name, value];
  });
}
