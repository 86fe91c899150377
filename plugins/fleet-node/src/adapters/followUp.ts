import type { Fact, FactType } from '@fleetview/backstage-plugin-fleet-common';
import type { z } from 'zod';
import type { MapContext, Mapped } from './types';

/**
 * A kind that is read only to follow something up: listed within one namespace,
 * never watched.
 *
 * @public
 */
export type FollowUpResource = {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  kind: string;
};

/**
 * One list that is asked for. It is of the namespace of the object that is
 * followed up, and what is beyond the limit is not read.
 *
 * @public
 */
export type FollowUpList = {
  /** Tells the answer apart from others of the same object. */
  id: string;
  /** Of one of the resources that the follow-up declares. */
  plural: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** Objects, at most {@link MAX_FOLLOW_UP_OBJECTS}. */
  limit: number;
};

/**
 * What is asked for beyond this is left out.
 *
 * @public
 */
export const MAX_FOLLOW_UP_OBJECTS = 50;

/**
 * What came of a list: objects, untrusted as all that clusters say, or why it could
 * not be read.
 *
 * @public
 */
export type FollowUpAnswer =
  | { items: unknown[]; more: boolean }
  | { plural: string; refused: string };

/**
 * What is known when something is followed up.
 *
 * @public
 */
export type FollowUpContext = MapContext & {
  /** When it was read, RFC 3339. The collector gives it: no mapper has a clock. */
  readAt: string;
};

/** @public */
export type FollowUpAnswers = Readonly<Record<string, FollowUpAnswer>>;

/**
 * What an adapter reads besides what it watches, of objects of its own that are
 * not well: a few bounded lists, asked for when there is reason to.
 *
 * @public
 */
export type AdapterFollowUp = {
  /** What its coverage is called; no kind of this name is read. */
  kind: string;
  /** Kinds of the adapter's watches whose objects are followed up. */
  of: [string, ...string[]];
  /** The fact types that it makes. */
  facts: [FactType, ...FactType[]];
  /** One line for the documentation: what is read. */
  reads: string;
  /** All that it may ask for. The default role grants it without `watch`. */
  resources: [FollowUpResource, ...FollowUpResource[]];
  /** What to ask for next; nothing once all is there. Made by {@link defineFollowUp}; never throws. */
  plan(object: unknown, answers: FollowUpAnswers): FollowUpList[];
  /** What all of it says. Never throws. */
  map(
    object: unknown,
    answers: FollowUpAnswers,
    context: FollowUpContext,
  ): Mapped;
};

/**
 * What {@link defineFollowUp} takes: plan and mapper get a parsed object.
 *
 * @public
 */
export type FollowUpDefinition<TSchema extends z.ZodType> = Omit<
  AdapterFollowUp,
  'plan' | 'map'
> & {
  /** Only the fields of the object that are read. */
  schema: TSchema;
  plan(object: z.output<TSchema>, answers: FollowUpAnswers): FollowUpList[];
  /** Pure: what was read in, one fact out. */
  map(
    object: z.output<TSchema>,
    answers: FollowUpAnswers,
    context: FollowUpContext,
  ): Fact;
};
