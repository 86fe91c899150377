import { z } from 'zod';

/** The longest text that a fact carries, in characters. Longer text is cut by {@link boundedText}. */
export const MAX_TEXT_LENGTH = 1024;

/** The longest name, label value or revision that a fact carries, in characters. */
export const MAX_NAME_LENGTH = 512;

/** A short string from a cluster: data, never interpreted. */
export const nameSchema = z.string().max(MAX_NAME_LENGTH);

/** A message from a cluster: data, never interpreted. */
export const textSchema = z.string().max(MAX_TEXT_LENGTH);

/** A time as an object states it, RFC 3339 in UTC. */
export const timeSchema = z.iso.datetime({ offset: true }).max(40);

/**
 * The object that a fact was read from.
 *
 * @public
 */
export const sourceObjectSchema = z.strictObject({
  group: z.string().max(253),
  version: z.string().max(63),
  kind: z.string().max(63),
  namespace: z.string().max(253).optional(),
  name: nameSchema,
  uid: z.string().max(128),
});

/** @public */
export type SourceObject = z.infer<typeof sourceObjectSchema>;

/**
 * The cluster that a fact speaks of, as its object refers to it.
 *
 * - `observer`: the cluster that it was read from
 * - `reference`: another cluster, by what the hub calls it
 * - `none`: no cluster
 *
 * @public
 */
export const subjectReferenceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('observer') }),
  z.strictObject({
    type: z.literal('reference'),
    server: z.string().max(2048).optional(),
    name: nameSchema.optional(),
    /** Where the hub's object of that name lies; absent where names are unique in the hub. */
    namespace: nameSchema.optional(),
    /** Whose objects of the hub say what the name means; the fact's own adapter where absent. */
    adapter: nameSchema.optional(),
  }),
  z.strictObject({ type: z.literal('none') }),
]);

/** @public */
export type SubjectReference = z.infer<typeof subjectReferenceSchema>;

/** Labels or annotations that mapping needs; keys are allow-listed by the mapper. */
export const keyValuesSchema = z
  .record(z.string().max(317), z.string().max(MAX_TEXT_LENGTH))
  .refine(values => Object.keys(values).length <= 64, {
    error: 'more than 64 keys',
  });

/** What all facts have in common. */
export const factBaseShape = {
  subject: subjectReferenceSchema,
  source: sourceObjectSchema,
  /** Tells apart several facts from one object; empty when there is one. */
  part: z.string().max(253),
  /** When the object says that this last changed. Absent where it does not say. */
  changedAt: timeSchema.optional(),
  labels: keyValuesSchema,
  annotations: keyValuesSchema,
};
