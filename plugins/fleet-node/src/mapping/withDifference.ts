import {
  boundedName,
  boundedText,
  DIFFERENCE_PART,
  type DifferenceFact,
  type DriftEvidence,
  driftEvidenceOf,
  type Fact,
  MAX_DIFFERENCE_PATH,
  MAX_DIFFERENCE_TEXT,
  MAX_DIFFERENCE_VALUE,
  MAX_DIFFERENCES_OF_FACT,
  type ToldDifference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Mapped } from '../adapters/types';
import { withoutUndefined } from './withoutUndefined';

type Author = NonNullable<ToldDifference['author']>;
type Evidence = DriftEvidence['differences'][number];

/** Who may as well have written something: more are not told. */
const MAX_OTHERS = 10;

/**
 * What a mapper made of an object, with where it differs from what its engine wrote, if
 * anything tells it. An object that cannot be looked at costs that fact alone, and it
 * says so.
 *
 * @param object - as it was read, not trusted
 */
export function withDifference(mapped: Mapped, object: unknown): Mapped {
  if ('skipped' in mapped || !hasManagedFields(object)) return mapped;
  const [fact] = mapped.facts;
  if (!fact) return mapped;
  const difference = factOf(fact, object);
  return difference ? { facts: [...mapped.facts, difference] } : mapped;
}

function hasManagedFields(object: unknown): boolean {
  const { metadata } = object as {
    metadata?: { managedFields?: unknown } | null;
  };
  return Array.isArray(metadata?.managedFields);
}

function factOf(
  { subject, source, labels, annotations }: Fact,
  object: unknown,
): DifferenceFact | undefined {
  const base = {
    subject,
    source,
    labels,
    annotations,
    type: 'difference' as const,
    part: DIFFERENCE_PART,
    kind: source.kind,
    ...(source.namespace ? { namespace: source.namespace } : {}),
    name: boundedName(source.name),
  };
  try {
    const told = differenceOf(object);
    return told && { ...base, ...told };
  } catch (error) {
    return {
      ...base,
      basis: 'ownership',
      differences: [],
      total: 0,
      same: '',
      problem: boundedText(`its managed fields cannot be read: ${error}`),
    };
  }
}

/**
 * Where an object differs from what its engine wrote, as far as a fact has room for it.
 *
 * @param object - as it was read, not trusted
 * @returns nothing where nothing tells it
 * @public
 */
export function differenceOf(
  object: unknown,
):
  | Pick<
      DifferenceFact,
      'basis' | 'differences' | 'total' | 'same' | 'writtenAt'
    >
  | undefined {
  const evidence = driftEvidenceOf(object);
  return evidence && toldDifferences(evidence);
}

/**
 * What differs, as far as a fact has room for it.
 *
 * @public
 */
export function toldDifferences({
  basis,
  differences,
  total,
  same,
}: DriftEvidence): Pick<
  DifferenceFact,
  'basis' | 'differences' | 'total' | 'same' | 'writtenAt'
> {
  const budget = { left: MAX_DIFFERENCE_TEXT };
  const told = differences
    .filter(({ path }) => path.length <= MAX_DIFFERENCE_PATH)
    .slice(0, MAX_DIFFERENCES_OF_FACT)
    .map(each => toTold(each, budget));
  const times = told.flatMap(({ author }) => author?.time ?? []);
  return {
    basis,
    differences: told,
    total,
    same,
    ...(times.length > 0
      ? { writtenAt: new Date(Math.max(...times)).toISOString() }
      : {}),
  };
}

function toTold(
  { path, kind, isSecret, isUnowned, desired, live, authorship }: Evidence,
  budget: { left: number },
): ToldDifference {
  const { confidence } = authorship;
  const { author, ambiguousWith } =
    authorship.confidence === 'none'
      ? { author: undefined, ambiguousWith: undefined }
      : authorship;
  return withoutUndefined({
    path,
    kind,
    isSecret,
    isUnowned,
    desired: desired && toValue(desired, budget),
    live: live && toValue(live, budget),
    confidence,
    author: author && toAuthor(author),
    ambiguousWith: ambiguousWith?.slice(0, MAX_OTHERS).map(toAuthor),
  });
}

function toValue(
  { text, truncated }: NonNullable<Evidence['live']>,
  budget: { left: number },
): NonNullable<ToldDifference['live']> {
  const kept = text
    .slice(0, Math.min(budget.left, MAX_DIFFERENCE_VALUE))
    .replace(/\p{Cs}$/u, '');
  budget.left -= kept.length;
  return kept.length < text.length || truncated
    ? { text: kept, truncated: true }
    : { text: kept };
}

function toAuthor({ manager, operation, subresource, time }: Author): Author {
  return withoutUndefined({ manager, operation, subresource, time });
}
