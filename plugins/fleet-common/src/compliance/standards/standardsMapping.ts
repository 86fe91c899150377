import { z } from 'zod';
import type { ComplianceStandard } from './standardsOf';

/** Of all mappings together. */
const MOST_ENTRIES = 5000;
/** Of all entries together. */
const MOST_CONTROLS = 50_000;
const MOST_PROBLEMS = 100;
const name = z.string().trim().min(1).max(253);
const HAS_WORD = /[\p{L}\p{N}]/u;

const standardSchema = z.strictObject({
  standard: name.regex(HAS_WORD, { error: 'has no letter and no digit' }),
  /** Of that standard, by their numbers or names. */
  controls: z.array(name).max(200).default([]),
});

/**
 * One entry of a mapping file: which standards and controls a policy belongs to.
 *
 * @public
 */
export const standardsMappingEntrySchema = z.strictObject({
  /** `*` stands for anything. */
  policy: name,
  /** Of any engine where absent. */
  engine: name.optional(),
  /** Of all of its rules where absent; `*` stands for anything. */
  rule: name.optional(),
  standards: z.array(standardSchema).min(1).max(50),
});

/** @public */
export type StandardsMappingEntry = z.output<
  typeof standardsMappingEntrySchema
>;

/**
 * What is wrong with a mapping file, and where: `policies.3.standards.0.controls`.
 *
 * @public
 */
export type MappingProblem = { path: string; message: string };

/** @public */
export type StandardsMapping = {
  entries: StandardsMappingEntry[];
  /** The first hundred; what they are about is left out. */
  problems: MappingProblem[];
};

function pathOf(...parts: readonly PropertyKey[]): string {
  return parts.map(String).join('.');
}

/**
 * Reads a mapping file, as YAML or JSON has it: `{ policies: [ … ] }`, with entries of
 * {@link standardsMappingEntrySchema}. An entry that is malformed costs only itself, and is
 * told of; so does a file that is none.
 *
 * @param document - what the text of the file was parsed to
 * @public
 */
export function parseStandardsMapping(document: unknown): StandardsMapping {
  const file = z
    .strictObject({ policies: z.array(z.unknown()) })
    .safeParse(document);
  if (!file.success) {
    return {
      entries: [],
      problems: file.error.issues.slice(0, MOST_PROBLEMS).map(issue => ({
        path: pathOf(...issue.path),
        message: issue.message,
      })),
    };
  }
  const { policies } = file.data;
  const entries: StandardsMappingEntry[] = [];
  const problems: MappingProblem[] = [];
  policies.slice(0, MOST_ENTRIES).forEach((policy, index) => {
    const entry = standardsMappingEntrySchema.safeParse(policy);
    if (entry.success) {
      entries.push(entry.data);
      return;
    }
    if (problems.length >= MOST_PROBLEMS) return;
    for (const { path, message } of entry.error.issues) {
      problems.push({ path: pathOf('policies', index, ...path), message });
    }
  });
  if (policies.length > MOST_ENTRIES) {
    // First, so that it is among those that are told.
    problems.unshift({
      path: 'policies',
      message: `has more than ${MOST_ENTRIES} entries; the others are left out`,
    });
  }
  return boundMapping({ entries, problems: problems.slice(0, MOST_PROBLEMS) });
}

/**
 * What is taken of mappings that were put together: 5,000 entries and 50,000 controls, the
 * first ones. That some are left out is told first of all problems.
 *
 * @public
 */
export function boundMapping({
  entries,
  problems,
}: StandardsMapping): StandardsMapping {
  const told: MappingProblem[] = [];
  if (entries.length > MOST_ENTRIES) {
    told.push({
      path: 'policies',
      message: `has more than ${MOST_ENTRIES} entries; the others are left out`,
    });
  }
  let left = MOST_CONTROLS;
  const taken = entries.slice(0, MOST_ENTRIES).filter(({ standards }) => {
    const own = standards.reduce((sum, each) => sum + each.controls.length, 0);
    left -= own;
    return left >= 0;
  });
  if (left < 0) {
    told.push({
      path: 'policies',
      message: `has more than ${MOST_CONTROLS} controls; entries beyond are left out`,
    });
  }
  return {
    entries: taken,
    problems: [...told, ...problems].slice(0, MOST_PROBLEMS),
  };
}

/**
 * What a control is called among those of other standards: `CIS Benchmarks 5.2.2`.
 *
 * @public
 */
export function controlNameOf(
  standard: ComplianceStandard,
  control: string,
): string {
  return `${standard.name} ${control}`;
}
