/** The longest address that is kept or followed, in characters. */
export const MAX_ADDRESS_LENGTH = 2048;

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\s]/u;

/** Whether an address holds what no address holds: spaces, control and hiding characters, halves of pairs. */
export function hasHiddenCharacters(text: string): boolean {
  return HIDDEN.test(text);
}
