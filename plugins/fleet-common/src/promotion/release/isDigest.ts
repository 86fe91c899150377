/** Digests of images by the OCI image specification, of the algorithms that it registers. */
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * Whether a text names one content and no other. Anything may stand in a reference.
 *
 * @public
 */
export function isDigest(text: string | undefined): text is string {
  return text !== undefined && DIGEST.test(text);
}
