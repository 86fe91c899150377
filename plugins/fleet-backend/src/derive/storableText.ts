/**
 * Text of a cluster as every database takes it: PostgreSQL refuses NUL, and half
 * of a pair of surrogates is no text.
 */
export function storableText(text: string): string {
  return text
    .replaceAll('\0', '\uFFFD')
    .replace(
      /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      '\uFFFD',
    );
}
