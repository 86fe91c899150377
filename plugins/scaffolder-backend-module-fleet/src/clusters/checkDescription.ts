import { checkReference } from './checkReference';
import {
  ATTRIBUTES,
  type Attributes,
  type ClusterDescription,
  type RegistrationInput,
} from './ClusterRegistration';
import { checkLabelKey, checkLabelValue, refuse } from './names';

const LONGEST_TITLE = 200;
const MOST_LABELS = 30;

/**
 * Checks what is said of a cluster whatever is done with it.
 *
 * @throws InputError that names the input, and what is wrong with it
 */
export function checkDescription(
  input: Pick<
    RegistrationInput,
    'title' | 'attributes' | 'labels' | 'owner' | 'system'
  >,
): Omit<ClusterDescription, 'name'> {
  return {
    title: input.title === undefined ? undefined : checkTitle(input.title),
    attributes: checkAttributes(input.attributes ?? {}),
    labels: checkLabels(input.labels ?? {}),
    owner: checkReference('owner', input.owner ?? '', ['group', 'user']),
    system:
      input.system === undefined
        ? undefined
        : checkReference('system', input.system, ['system']),
  };
}

/** A form that was left empty sends empty texts. */
export function withoutEmpty<T extends object>(given: T): T {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      if (value === '' || value === undefined || value === null) return [];
      if (typeof value !== 'object' || Array.isArray(value)) {
        return [[key, value]];
      }
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
