import type { Followed } from './schema';

/** A key, with or without its prefix, and a value, as the API server takes them. */
const KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/;
const LONGEST = 2_000;

/**
 * A workload's selector as a query has it. `undefined` where it is none, selects
 * everything, or holds what no API server lets in: then nothing is asked for, as the
 * answer would be of others.
 */
export function readSelector({
  spec,
}: {
  spec?: Pick<NonNullable<Followed['spec']>, 'selector'> | undefined;
}): string | undefined {
  const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
  const requirements: (string | undefined)[] = [
    ...Object.entries(matchLabels).map(([key, value]) =>
      isKey(key) && isValue(value) ? `${key}=${value}` : undefined,
    ),
    ...matchExpressions.map(toRequirement),
  ];
  if (requirements.length === 0 || requirements.includes(undefined)) {
    return undefined;
  }
  const selector = requirements.join(',');
  return selector.length > LONGEST ? undefined : selector;
}

function toRequirement(expression: {
  key: string;
  operator: string;
  values?: string[];
}): string | undefined {
  const { key, operator, values = [] } = expression;
  if (!isKey(key) || !values.every(isValue)) return undefined;
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? `${key} ${operator.toLocaleLowerCase('en')} (${values.join(',')})`
        : undefined;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return undefined;
  }
}

function isKey(key: string): boolean {
  return KEY.test(key);
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' && VALUE.test(value);
}
