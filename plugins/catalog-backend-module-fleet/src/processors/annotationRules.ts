import {
  ANNOTATION_BUDGET,
  ANNOTATION_BUDGET_THRESHOLDS,
  CLUSTER_ATTRIBUTE_NAMES,
  FLEET_ANNOTATION_PREFIX,
  parseBudget,
  parseBudgetThresholds,
} from '@fleetview/backstage-plugin-fleet-common';

/** What an annotation of ours has to look like. */
export type AnnotationRule = {
  /** For whoever reads it after a mistake. */
  expected: string;
  /** The part of the value that is wrong, if any. */
  findBad(value: string): string | undefined;
};

const LONGEST_ATTRIBUTE = 253;
const EXAMPLES: Record<(typeof CLUSTER_ATTRIBUTE_NAMES)[number], string> = {
  region: 'eu-west-1',
  zone: 'eu-west-1a',
  environment: 'production',
  provider: 'aws',
  tier: '1',
};

const HOST = '[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?';
/** A URL with a path, as git takes it over SSH, or a host and a path. */
const PLACES = [
  new RegExp(
    `^[a-z][a-z0-9+.-]*://(?:[\\w.~-]+@)?${HOST}(?::\\d+)?/[^\\s,]+$`,
    'i',
  ),
  new RegExp(`^[\\w.~-]+@${HOST}:[^\\s,]+$`, 'i'),
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/[^\s,]+$/i,
];
const PATH = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\s,:]+$/;
const REPOSITORY =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

/** By key: every annotation that people write for Fleet. */
export const ANNOTATION_RULES: ReadonlyMap<string, AnnotationRule> = new Map([
  [
    `${FLEET_ANNOTATION_PREFIX}delivery-source`,
    {
      expected:
        "one or more places of configuration, separated by commas or line breaks: the URL of a repository, of a folder in it as a browser shows it, or a repository and a path, e.g. 'https://github.com/example/deploy apps/checkout'",
      findBad: value => entriesOf(value, /[,\n\r]+/).find(isNoPlace),
    },
  ],
  [
    `${FLEET_ANNOTATION_PREFIX}image`,
    {
      expected:
        "one or more repositories of container images without tag or digest, separated by commas, e.g. 'ghcr.io/example/checkout'",
      findBad: value =>
        entriesOf(value, /[,\s]+/).find(entry => !REPOSITORY.test(entry)),
    },
  ],
  [
    `${FLEET_ANNOTATION_PREFIX}cluster-id`,
    {
      expected:
        "the id of a cluster as its page in Fleet has it in its address, e.g. 'c-0a1b2c3d4e5f6a7b8c'",
      findBad: value => (/^[\w.-]{1,64}$/.test(value) ? undefined : value),
    },
  ],
  [
    ANNOTATION_BUDGET,
    {
      expected:
        "an amount without signs between its digits, a currency of ISO 4217 and, where it is not of a month, its period, e.g. '1200 EUR' or '9000 EUR per quarter'",
      findBad: value => ('problem' in parseBudget(value) ? value : undefined),
    },
  ],
  [
    ANNOTATION_BUDGET_THRESHOLDS,
    {
      expected:
        "whole numbers of per cent from 1 to 1000, at most 20 of them, separated by commas, e.g. '50, 80, 100'",
      findBad: value =>
        'problem' in parseBudgetThresholds(value) ? value : undefined,
    },
  ],
  ...CLUSTER_ATTRIBUTE_NAMES.map(name => {
    const rule: AnnotationRule = {
      expected: `the ${name} of the cluster that a Resource is, in at most ${LONGEST_ATTRIBUTE} characters, e.g. '${EXAMPLES[name]}'`,
      findBad: value =>
        value.trim() === '' || value.length > LONGEST_ATTRIBUTE
          ? value
          : undefined,
    };
    return [`${FLEET_ANNOTATION_PREFIX}${name}`, rule] as const;
  }),
]);

function entriesOf(value: string, separator: RegExp): string[] {
  const entries = value
    .split(separator)
    .map(entry => entry.trim())
    .filter(Boolean);
  // An empty one says nothing, which is no entry either.
  return entries.length > 0 ? entries : [''];
}

function isNoPlace(entry: string): boolean {
  const [place, path, ...rest] = entry.split(/\s+/);
  if (rest.length > 0 || !PLACES.some(form => form.test(place))) return true;
  return path !== undefined && !PATH.test(path);
}
