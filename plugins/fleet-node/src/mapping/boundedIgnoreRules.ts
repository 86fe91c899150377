import {
  boundedName,
  type IgnoreRule,
  type IgnoreRules,
  type IgnoreRuleTarget,
  type LeftOut,
  MAX_IGNORE_RULES,
  MAX_IGNORE_RULES_TEXT,
  MAX_LEFT_OUT,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from './withoutUndefined';

const TARGET_FIELDS = ['group', 'kind', 'namespace', 'name'] as const;
const MAX_OTHERS = 10;

/**
 * A rule as an engine has it, before it is cleaned and cut.
 *
 * @public
 */
export type ReadIgnoreRule = {
  /** Within the object that it stands in. */
  path: string;
  target?: {
    group?: string;
    kind?: string;
    namespace?: string;
    name?: string;
    others?: readonly string[];
  };
  leftOut: readonly { type: LeftOut['type']; text?: string }[];
  /** How many things it leaves out, where not all of them are read. */
  leftOutTotal?: number;
  setting?: string;
  atSync?: boolean;
};

/** What is not shown as it is selects by something that is not known. */
function targetOf(
  target: NonNullable<ReadIgnoreRule['target']>,
): IgnoreRuleTarget | undefined {
  const read: IgnoreRuleTarget = {};
  const others: string[] = [];
  for (const field of TARGET_FIELDS) {
    const text = target[field];
    if (text === undefined) continue;
    const clean = boundedName(text);
    if (clean === text) read[field] = text;
    else others.push(boundedName(`${field} ${clean}`));
  }
  others.push(...(target.others ?? []).slice(0, MAX_OTHERS).map(boundedName));
  if (others.length > 0) read.others = others.slice(0, MAX_OTHERS);
  return Object.keys(read).length > 0 ? read : undefined;
}

function leftOutOf({ type, text }: ReadIgnoreRule['leftOut'][number]): LeftOut {
  if (text === undefined) return { type };
  const clean = boundedName(text);
  return clean === text ? { type, text } : { type, text: clean, isPart: true };
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>(
    (sum, inner) => sum + lengthOf(inner),
    0,
  );
}

/**
 * Rules of an engine as a fact has them: cleaned, and cut in number and length. What is
 * cut or cleaned away of a rule makes it say less, and never something else.
 *
 * @param where - the object that they stand in
 * @param notRead - how many there are beside these
 * @returns nothing where there are none
 * @public
 */
export function boundedIgnoreRules(
  where: { kind: string; namespace?: string; name: string },
  rules: readonly ReadIgnoreRule[],
  notRead = 0,
): IgnoreRules | undefined {
  const read = rules.filter(({ leftOut }) => leftOut.length > 0);
  const total = read.length + notRead;
  if (total === 0) return undefined;
  const object = withoutUndefined({
    kind: boundedName(where.kind),
    namespace: where.namespace ? boundedName(where.namespace) : undefined,
    name: boundedName(where.name),
  });
  const kept: IgnoreRule[] = [];
  let length = 0;
  for (const rule of read.slice(0, MAX_IGNORE_RULES)) {
    const { leftOut, leftOutTotal = leftOut.length } = rule;
    const made: IgnoreRule = withoutUndefined({
      where: { ...object, path: boundedName(rule.path) },
      target: rule.target && targetOf(rule.target),
      leftOut: leftOut.slice(0, MAX_LEFT_OUT).map(leftOutOf),
      leftOutTotal: leftOutTotal > MAX_LEFT_OUT ? leftOutTotal : undefined,
      setting: rule.setting ? boundedName(rule.setting) : undefined,
      atSync: rule.atSync,
    });
    length += lengthOf(made);
    if (length > MAX_IGNORE_RULES_TEXT) break;
    kept.push(made);
  }
  return { rules: kept, total };
}
