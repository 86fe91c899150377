import { z } from 'zod';
import { nameSchema } from './common';

/** How many rules of one delivery a fact holds. */
export const MAX_IGNORE_RULES = 50;

/** How many things that one rule leaves out a fact holds. */
export const MAX_LEFT_OUT = 20;

/** How many characters the rules of one fact have together. */
export const MAX_IGNORE_RULES_TEXT = 16 * 1024;

/**
 * What rules leave out.
 *
 * - `pointer`: what a JSON pointer names
 * - `jq`, `jsonpath`: what an expression names
 * - `manager`: what a manager of managed fields owns
 * - `changes`: all changes of what is there; what is missing is brought
 * - `everything`: all there is, also that it is missing
 *
 * @public
 */
export const LEFT_OUT_TYPES = [
  'pointer',
  'jq',
  'jsonpath',
  'manager',
  'changes',
  'everything',
] as const;

const leftOutSchema = z.strictObject({
  type: z.enum(LEFT_OUT_TYPES),
  text: nameSchema.optional(),
  /** The text is not all that the engine reads: nothing can be concluded from it. */
  isPart: z.boolean().optional(),
});

/** @public */
export type LeftOut = z.infer<typeof leftOutSchema>;

/**
 * The resources that a rule is for: `*` stands for any text, and `?` for any one
 * character. Where a field is absent, it is for any.
 */
const ruleTargetSchema = z.strictObject({
  /** Empty for the core group. */
  group: nameSchema.optional(),
  kind: nameSchema.optional(),
  namespace: nameSchema.optional(),
  name: nameSchema.optional(),
  /** What else has to hold, in the engine's words: whether it does is not told here. */
  others: z.array(nameSchema).max(10).optional(),
});

/** @public */
export type IgnoreRuleTarget = z.infer<typeof ruleTargetSchema>;

/**
 * A rule by which an engine leaves out differences, as it is written for the engine.
 *
 * @public
 */
export const ignoreRuleSchema = z.strictObject({
  /** Where it stands. */
  where: z.strictObject({
    kind: nameSchema,
    namespace: nameSchema.optional(),
    name: nameSchema,
    /** Within the object, such as `spec.ignoreDifferences[0]`. */
    path: nameSchema,
  }),
  target: ruleTargetSchema.optional(),
  leftOut: z.array(leftOutSchema).max(MAX_LEFT_OUT),
  /** How many things it leaves out, where these are more than are told. */
  leftOutTotal: z.number().int().nonnegative().optional(),
  /** The engine's word for why, or when, such as `CreateOnly`. */
  setting: nameSchema.optional(),
  /**
   * Whether it holds as well when the engine brings something, not only when it compares;
   * absent where that is not known.
   */
  atSync: z.boolean().optional(),
});

/** @public */
export type IgnoreRule = z.infer<typeof ignoreRuleSchema>;

/** @public */
export const ignoreRulesSchema = z.strictObject({
  rules: z.array(ignoreRuleSchema).max(MAX_IGNORE_RULES),
  /** How many there are, with those that could not be read or are too many. */
  total: z.number().int().nonnegative(),
});

/** @public */
export type IgnoreRules = z.infer<typeof ignoreRulesSchema>;
