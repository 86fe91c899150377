import { hash } from 'node:crypto';

/**
 * Tells whether an object says the same as before. Mappers build their facts in
 * a fixed order of keys, so equal facts have equal text.
 *
 * @param facts - each as JSON
 */
export function hashFacts(facts: string[]): string {
  return hash('sha1', `[${facts.join()}]`, 'base64url');
}
