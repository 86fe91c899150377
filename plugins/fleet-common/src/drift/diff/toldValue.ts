import { withoutCredentials } from '../../addresses/withoutCredentials';
import { canonicalText } from '../values/canonicalText';
import type { Json } from '../values/json';
import { sha256 } from '../values/sha256';

/** How many characters of a value are told. */
export const MAX_TOLD_LENGTH = 4096;

/** How much before a cut may belong to what was cut. */
const UNSURE = 1024;

/**
 * A value as it may be shown: JSON with its keys in order, without credentials of known
 * forms. It is to be read by people: what writes a value somewhere reads it anew.
 *
 * @public
 */
export type ToldValue = {
  text: string;
  /** There is more of it. */
  truncated?: true;
  /** Of the whole, where it is cut: values with the same beginning are not the same. */
  sha256?: string;
};

export function toldValue(value: Json): ToldValue {
  const whole = canonicalText(value);
  if (whole.length <= MAX_TOLD_LENGTH) {
    return { text: withoutCredentials(whole) };
  }
  const head = withoutCredentials(whole.slice(0, 2 * MAX_TOLD_LENGTH));
  // What that cut went through may be half of a credential, which is not known for one.
  const end = Math.min(MAX_TOLD_LENGTH, Math.max(0, head.length - UNSURE));
  return {
    text: head.slice(0, end).replace(/\p{Cs}$/u, ''),
    truncated: true,
    sha256: sha256(whole),
  };
}
