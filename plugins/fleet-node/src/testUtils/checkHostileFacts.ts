import {
  type Fact,
  factSchema,
} from '@fleetview/backstage-plugin-fleet-common';
import { serialize } from 'node:v8';
import { type MappedKind, mapObject } from '../adapters';
import { hostileObjects } from './hostileFields';

/** Reasons that are not the object's fault. */
const OUR_FAULTS = ['mapper-failed', 'invalid-fact'];
/** The longest text of a fact: an address. */
const LONGEST_TEXT = 2048;
/** Fields whose text may become a link, or leads to a cluster. */
const ADDRESS_FIELD = /(?:url|server|repository|link|href|address)$/i;
const NO_ADDRESS =
  /^[\s\p{Cc}]*(?:javascript|vbscript|data|file|blob):|^[\\/]{2}|^https?:\/\/[^/?#]*@/iu;
const UNSAFE = /[\p{Cf}\p{Cs}]|(?![\t\n\r])\p{Cc}/u;

function problemsOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') {
    const field = path.replace(/\[\d+\]$/, '');
    return [
      ...(value.length > LONGEST_TEXT ? [`${path} is too long`] : []),
      ...(UNSAFE.test(value) ? [`${path} hides something`] : []),
      ...(ADDRESS_FIELD.test(field) && NO_ADDRESS.test(value)
        ? [`${path} is no address: ${value.slice(0, 80)}`]
        : []),
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(UNSAFE.test(key) ? [`a key of ${path} hides something`] : []),
    ...problemsOf(
      inner,
      Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`,
    ),
  ]);
}

/** @param sound - facts without a problem, as bytes: most of what is hostile is in no fact */
function checkFacts(facts: readonly Fact[], sound: Set<string>): string[] {
  return facts.flatMap(fact => {
    const bytes = serialize(fact).toString('latin1');
    if (sound.has(bytes)) return [];
    const checked = factSchema.safeParse(fact);
    const problems = [
      ...(checked.success ? [] : [`is no fact: ${checked.error.message}`]),
      ...problemsOf(fact),
    ];
    if (problems.length === 0) sound.add(bytes);
    return problems;
  });
}

/**
 * What is wrong with what a mapper makes of an object once each of its texts in
 * turn is hostile, and each of its maps has a hostile key: facts that are none,
 * texts without bounds or with something hidden, addresses that are none, reasons
 * that speak of the mapper, exceptions, objects that changed for all.
 *
 * @param turn - which of a kind's objects it is; each tries a third of all pairs of
 *   field and text, one after the other
 * @returns the problems, each once, and how many objects were tried
 * @public
 */
export function checkHostileFacts(
  watch: MappedKind,
  version: string,
  object: unknown,
  turn = 0,
): { problems: string[]; tried: number } {
  const problems = new Set<string>();
  const sound = new Set<string>();
  const ownKeys = () => Reflect.ownKeys(Object.prototype).length;
  const before = ownKeys();
  let tried = 0;
  for (const hostile of hostileObjects(object, turn)) {
    tried += 1;
    try {
      const mapped = mapObject(watch, version, hostile.object);
      const found =
        'facts' in mapped
          ? checkFacts(mapped.facts, sound)
          : [
              ...(OUR_FAULTS.includes(mapped.skipped)
                ? [`${mapped.skipped}: ${mapped.detail}`]
                : []),
              ...problemsOf(mapped.detail, 'detail'),
            ];
      for (const problem of found) problems.add(`${hostile.what} → ${problem}`);
    } catch (error) {
      problems.add(`${hostile.what} → throws ${error}`);
    }
    if (ownKeys() !== before || 'polluted' in {}) {
      problems.add(`${hostile.what} → changes what every object has`);
    }
  }
  return { problems: [...problems], tried };
}
