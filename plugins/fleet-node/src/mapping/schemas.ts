import { z } from 'zod';

/**
 * A field that may be absent. `null` is the same as absent, as Go writes it for
 * an empty list or pointer.
 *
 * @public
 */
export function absentable<T extends z.ZodType>(
  schema: T,
): z.ZodType<z.output<T> | undefined, z.input<T> | null | undefined> {
  // Most fields come by here. In a compiled schema it is a call; a `transform` makes
  // an object and a list first.
  return schema.nullish().overwrite(value => value ?? undefined) as z.ZodType<
    z.output<T> | undefined,
    z.input<T> | null | undefined
  >;
}

/**
 * A field that is good to have: absent where it has the wrong type.
 *
 * @public
 */
export function lenient<T extends z.ZodType>(schema: T) {
  return absentable(schema).catch(undefined);
}

/** What fits, as it is, where the schema would copy it; refused in its words. */
function asItIs<T extends z.ZodType>(
  schema: T,
  fits: (value: unknown) => boolean,
) {
  return z.custom<z.output<T>>(fits, {
    error: ({ input }) => schema.safeParse(input).error?.issues[0].message,
  });
}

const listSchema = asItIs(z.array(z.unknown()), Array.isArray).nullish();

/** The elements that fit, at most `limit`. */
function elementsOf<T extends z.ZodType>(schema: T, limit: number) {
  const compiled = z.compile(schema);
  return (list: readonly unknown[]): z.output<T>[] => {
    const items: z.output<T>[] = [];
    for (const element of list) {
      if (items.length >= limit) break;
      const parsed = compiled.safeParse(element);
      if (parsed.success) items.push(parsed.data);
    }
    return items;
  };
}

/**
 * A list whose malformed elements are left out, so that one of them does not
 * cost the object. An absent list is empty; something that is no list is an
 * error.
 *
 * @public
 */
export function listOf<T extends z.ZodType>(schema: T) {
  const read = elementsOf(schema, Number.MAX_SAFE_INTEGER);
  return listSchema.transform(list => read(list ?? []));
}

/**
 * Like {@link listOf}, with at most `limit` elements and the number that there
 * were before the cut.
 *
 * @public
 */
export function boundedListOf<T extends z.ZodType>(schema: T, limit: number) {
  const read = elementsOf(schema, limit);
  return listSchema.transform(list => ({
    items: read(list ?? []),
    total: list?.length ?? 0,
  }));
}

function isAllText(
  map: Readonly<Record<string, unknown>>,
): map is Readonly<Record<string, string>> {
  for (const key in map) {
    if (typeof map[key] !== 'string') return false;
  }
  return true;
}

/** The map itself where all of it is text, as it nearly always is. */
function textsOf(
  map: Readonly<Record<string, unknown>> | null | undefined,
): Readonly<Record<string, string>> {
  if (!map) return {};
  if (isAllText(map)) return map;
  const texts: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(map)) {
    if (typeof value === 'string') texts[key] = value;
  }
  return texts;
}

/** A map of which only the entries with text are kept. */
const textMapSchema = asItIs(
  z.record(z.string(), z.unknown()),
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
)
  .nullish()
  .transform(textsOf);

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
