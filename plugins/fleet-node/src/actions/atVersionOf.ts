/**
 * The `metadata` that a merge patch carries so that the API server refuses it
 * when the object has changed since it was read.
 *
 * @public
 */
export function atVersionOf(metadata: {
  resourceVersion?: string | undefined;
}): {
  resourceVersion?: string;
} {
  const { resourceVersion } = metadata;
  return resourceVersion ? { resourceVersion } : {};
}
