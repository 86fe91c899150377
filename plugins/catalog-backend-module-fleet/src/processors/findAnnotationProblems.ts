import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  FLEET_ANNOTATION_PREFIX,
  isProvidedByFleet,
} from '@fleetview/backstage-plugin-fleet-common';
import { ANNOTATION_RULES } from './annotationRules';
import { shownValue } from './shownValue';

const MOST_PROBLEMS = 10;
/** A value beyond that is wrong, whatever it says, and is not looked at. */
const LONGEST_VALUE = 10_000;

/** A misspelling: so many letters are another, at most. */
const MOST_EDITS = 3;

/**
 * What is wrong with Fleet's annotations of an entity, in words for whoever wrote
 * them: which entity, which key, which value, and what it should look like.
 */
export function findAnnotationProblems(entity: Entity): string[] {
  if (isProvidedByFleet(entity)) return [];
  const problems: string[] = [];
  for (const [key, value] of Object.entries(
    entity.metadata.annotations ?? {},
  )) {
    const problem = problemOf(key, value);
    if (!problem) continue;
    if (problems.length >= MOST_PROBLEMS) {
      problems.push('and there are more');
      break;
    }
    problems.push(`${stringifyEntityRef(entity)}: ${problem}`);
  }
  return problems;
}

function problemOf(key: string, value: unknown): string | undefined {
  const lower = key.toLocaleLowerCase('en');
  if (!lower.startsWith(FLEET_ANNOTATION_PREFIX)) return undefined;
  const rule = ANNOTATION_RULES.get(key);
  if (!rule) {
    const meant = nearest(lower);
    return `the annotation ${shownValue(key)} is not known to Fleet${
      meant
        ? `; did you mean '${meant}'?`
        : `. Known are ${[...ANNOTATION_RULES.keys()].join(', ')}`
    }`;
  }
  if (typeof value !== 'string' || value.length > LONGEST_VALUE) {
    return `the annotation '${key}' is longer than ${LONGEST_VALUE} characters, or no text; it has to be ${rule.expected}`;
  }
  const bad = rule.findBad(value);
  if (bad === undefined) return undefined;
  return `the annotation '${key}' ${
    bad === value.trim() ? 'is' : 'has'
  } ${shownValue(bad)}, and has to be ${rule.expected}`;
}

function nearest(key: string): string | undefined {
  let best: { key: string; edits: number } | undefined;
  for (const known of ANNOTATION_RULES.keys()) {
    const edits = editsBetween(key.slice(0, 100), known);
    if (edits <= MOST_EDITS && (!best || edits < best.edits)) {
      best = { key: known, edits };
    }
  }
  return best?.key;
}

/** How many letters have to be put in, taken out or changed to make one text of another. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length];
}
