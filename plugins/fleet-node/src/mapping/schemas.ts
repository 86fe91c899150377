import { z } from 'zod';

/**
 * A field that may be absent. `null` is the same as absent, as Go writes it for
 * an empty list or pointer.
 *
 * @public
 */
export function absentable<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform(value => value ?? undefined);
}

/**
 * A field that is good to have: absent where it has the wrong type.
 *
 * @public
 */
export function lenient<T extends z.ZodType>(schema: T) {
  return absentable(schema).catch(undefined);
}

/**
 * A list whose malformed elements are left out, so that one of them does not
 * cost the object. An absent list is empty; something that is no list is an
 * error.
 *
 * @public
 */
export function listOf<T extends z.ZodType>(schema: T) {
  return boundedListOf(schema, Number.MAX_SAFE_INTEGER).transform(
    list => list.items,
  );
}

/**
 * Like {@link listOf}, with at most `limit` elements and the number that there
 * were before the cut.
 *
 * @public
 */
export function boundedListOf<T extends z.ZodType>(schema: T, limit: number) {
  const compiled = z.compile(schema);
  return z
    .array(z.unknown())
    .nullish()
    .transform(list => {
      const items: z.output<T>[] = [];
      for (const element of list ?? []) {
        if (items.length >= limit) break;
        const parsed = compiled.safeParse(element);
        if (parsed.success) items.push(parsed.data);
      }
      return { items, total: list?.length ?? 0 };
    });
}

/** A map of which only the entries with text are kept. */
const textMapSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform(map => {
    const texts: Record<string, string> = Object.create(null);
    for (const [key, value] of Object.entries(map ?? {})) {
      if (typeof value === 'string') texts[key] = value;
    }
    return texts;
  });

/**
 * What mappers read of `metadata` besides the names that every object has.
 *
 * @public
 */
export const metadataSchema = z.object({
  generation: absentable(z.number().int()),
  creationTimestamp: lenient(z.string()),
  deletionTimestamp: absentable(z.string()),
  labels: textMapSchema,
  annotations: textMapSchema,
  ownerReferences: listOf(
    z.object({
      apiVersion: z.string(),
      kind: z.string(),
      name: z.string(),
    }),
  ),
});

/** @public */
export type ObjectMetadata = z.output<typeof metadataSchema>;

/**
 * A condition as Kubernetes and most controllers write it. Argo CD's
 * Applications have conditions without `status`.
 *
 * @public
 */
export const conditionSchema = z.object({
  type: z.string(),
  status: absentable(z.string()),
  reason: absentable(z.string()),
  message: absentable(z.string()),
  lastTransitionTime: lenient(z.string()),
  lastUpdateTime: lenient(z.string()),
  observedGeneration: lenient(z.number().int()),
});

/** @public */
export type Condition = z.output<typeof conditionSchema>;

/**
 * A list of conditions; malformed ones are left out.
 *
 * @public
 */
export const conditionsSchema = listOf(conditionSchema);
