const BEGIN = '<!-- generated: begin -->';
const END = '<!-- generated: end -->';

/** Marks text as generated. */
export function generatedBlock(text: string): string {
  return `${BEGIN}\n\n${text}\n\n${END}`;
}

/**
 * A document with its generated part replaced.
 *
 * @throws Error when the document has no place for it
 */
export function replaceGeneratedBlock(document: string, block: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(
      `The document has no lines '${BEGIN}' and '${END}'. Add them where the generated part belongs.`,
    );
  }
  return document.slice(0, begin) + block + document.slice(end + END.length);
}
