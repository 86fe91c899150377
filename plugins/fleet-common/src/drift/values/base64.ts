/** So many at once as arguments are taken in any engine. */
const PIECE = 0x2000;

/** A text in UTF-8 as base64, as Kubernetes keeps what was written as `stringData`. */
export function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(offset, offset + PIECE));
  }
  return btoa(binary);
}
