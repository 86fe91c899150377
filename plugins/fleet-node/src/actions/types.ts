import type { z } from 'zod';

/**
 * What systems can be told, in the same words for all of them.
 *
 * @public
 */
export const ACTION_IDS = [
  'sync',
  'refresh',
  'hard-refresh',
  'suspend',
  'resume',
  'roll-back',
  'terminate',
  'pause',
  'continue',
  'promote-fully',
  'abort',
  'retry',
  'redeploy',
  'taint',
  'untaint',
  'set-version',
] as const;

/** @public */
export type ActionId = (typeof ACTION_IDS)[number];

/**
 * The object that an action changes, in the version that it was read in.
 *
 * @public
 */
export type ActionTarget = {
  group: string;
  version: string;
  plural: string;
  kind: string;
  namespace?: string;
  name: string;
};

/**
 * One patch. It carries the `resourceVersion` of the object that it was planned
 * on, so that it is refused when somebody was faster.
 *
 * @public
 */
export type ActionPatch = {
  target: ActionTarget;
  /** Empty for the object itself. */
  subresource?: string;
  contentType:
    | 'application/merge-patch+json'
    | 'application/json-patch+json'
    | 'application/strategic-merge-patch+json';
  body: unknown;
};

/**
 * How far the system is with what it was told, as the object itself shows.
 *
 * - `pending`: nothing of it is to be seen yet
 * - `accepted`: the system has begun
 * - `seen`: what was asked for is so
 * - `failed`: the system tried and could not
 *
 * @public
 */
export type ActionProgress = {
  state: 'pending' | 'accepted' | 'seen' | 'failed';
  message?: string;
};

/**
 * What an action would do to one object.
 *
 * @public
 */
export type ActionPlan = {
  patches: ActionPatch[];
  /** What will happen, in one sentence for whoever decides. */
  effect: string;
  /**
   * Set where something else owns the field, such as Git: the change will be
   * taken back, and by what.
   */
  revertedBy?: string;
};

/**
 * What an action may know besides the object and its parameters.
 *
 * @public
 */
export type ActionContext = {
  target: ActionTarget;
  /** When it was asked for, RFC 3339 in UTC: there is no clock in an action. */
  requestedAt: string;
  /** Who asked for it, as the system may write it down. */
  requestedBy: string;
};

/**
 * Something that a system can be told about one of its objects.
 *
 * @public
 */
export type AdapterAction = {
  id: ActionId;
  /** The kind of one of the adapter's watches. */
  kind: string;
  /** A verb and an object, for a button. */
  title: string;
  /** What it does in the system's own terms, and what it does not. */
  description: string;
  /** What acting needs beyond reading. */
  rbac: { group: string; resource: string; verbs: [string, ...string[]] }[];
  /** JSON schema of the parameters, made from the zod schema. */
  parameters: Record<string, unknown>;
  /**
   * Pure: object in, patches out, or why it cannot be done. Made by
   * {@link defineAction}; never throws.
   */
  plan(
    object: unknown,
    parameters: unknown,
    context: ActionContext,
  ): ActionPlan | { refused: string };
  /**
   * What a later state of the object says of it. Never throws.
   *
   * @param object - as it is now
   * @param plan - what {@link AdapterAction.plan} returned
   */
  progress(
    object: unknown,
    plan: ActionPlan,
    context: ActionContext,
  ): ActionProgress;
};

/**
 * What {@link defineAction} takes.
 *
 * @public
 */
export type ActionDefinition<
  TObject extends z.ZodType,
  TParameters extends z.ZodType,
> = Omit<AdapterAction, 'parameters' | 'plan' | 'progress'> & {
  /** Only the fields that are read. */
  schema: TObject;
  parameters: TParameters;
  plan(
    object: z.output<TObject>,
    parameters: z.output<TParameters>,
    context: ActionContext,
  ): ActionPlan | { refused: string };
  progress(
    object: z.output<TObject>,
    plan: ActionPlan,
    context: ActionContext,
  ): ActionProgress;
};
