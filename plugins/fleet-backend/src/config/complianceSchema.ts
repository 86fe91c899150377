import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import {
  complianceSettingsSchema,
  DEFAULT_COMPLIANCE_SETTINGS,
  parseStandardsMapping,
  type ComplianceSettings,
  type StandardsMappingEntry,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { entityReference } from './namespaceOwnerSchema';

/** How compliance is computed, and by which standards policies are looked at. */
export type ComplianceConfig = {
  settings: ComplianceSettings;
  /** `refused` where configuration is malformed: then the defaults count. */
  origin: 'default' | 'configured' | 'refused';
  /** Which standards policies belong to, as the operator says. */
  standards: StandardsMappingEntry[];
  /** Entities of the catalog that say so as well, as references. */
  standardsFrom: string[];
  /** For how many days it is kept how far policies were kept; as usual where absent. */
  keepDays?: number;
};

export const DEFAULT_COMPLIANCE: ComplianceConfig = {
  settings: DEFAULT_COMPLIANCE_SETTINGS,
  origin: 'default',
  standards: [],
  standardsFrom: [],
};

const keepDaysSchema = z.number().int().min(1).max(3_660).optional();

/** What is malformed of settings refuses them all; of standards, one entry; of `keepDays`, that alone. */
export const complianceSchema = complianceSettingsSchema.extend({
  keepDays: z.unknown().optional(),
  standards: z.array(z.unknown()).max(5000).default([]),
  /** Only what the operator names: whoever may register an entity must not say what proves a standard. */
  standardsFrom: z.array(entityReference).max(20).default([]),
});

/**
 * @param read - what was read; nothing where it is malformed
 * @param given - what is configured, as it stands there
 */
export function toComplianceConfig(
  read: z.output<typeof complianceSchema> | undefined,
  given: unknown,
): { compliance: ComplianceConfig; problems: ConfigurationProblem[] } {
  const kept = readKeepDays(given);
  if (!read) {
    return {
      compliance: {
        ...DEFAULT_COMPLIANCE,
        ...kept.value,
        origin: given === undefined ? 'default' : 'refused',
      },
      problems: kept.problems,
    };
  }
  const { standards, standardsFrom, keepDays: _, ...settings } = read;
  const { entries, problems } = parseStandardsMapping({ policies: standards });
  return {
    compliance: {
      settings,
      origin: computesAnything(given) ? 'configured' : 'default',
      standards: entries,
      standardsFrom: standardsFrom.map(ref =>
        stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'resource' })),
      ),
      ...kept.value,
    },
    problems: [
      ...kept.problems,
      ...problems.map(({ path, message }) => ({
        key: `fleet.compliance.${keyOf(path)}`,
        message: `${message}; the entry is left out`,
      })),
    ],
  };
}

/** By itself: what is kept for longer must not be removed because a weight is wrong. */
function readKeepDays(given: unknown): {
  value: { keepDays?: number };
  problems: ConfigurationProblem[];
} {
  const value =
    typeof given === 'object' && given !== null && 'keepDays' in given
      ? given.keepDays
      : undefined;
  const { data, error } = keepDaysSchema.safeParse(value);
  return {
    value: data === undefined ? {} : { keepDays: data },
    problems: (error?.issues ?? []).map(({ message }) => ({
      key: 'fleet.compliance.keepDays',
      value: String(JSON.stringify(value)).slice(0, 200),
      message: `${message}; the entry is left out`,
    })),
  };
}

/** Whether more is configured than for how long anything is kept. */
function computesAnything(given: unknown): boolean {
  return (
    typeof given === 'object' &&
    given !== null &&
    Object.keys(given).some(key => key !== 'keepDays')
  );
}

/** `policies.3.standards.0` of a mapping is `standards[3].standards[0]` of configuration. */
function keyOf(path: string): string {
  return path
    .replace(/^policies/, 'standards')
    .replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
