import {
  absentable,
  boundedListOf,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const word = lenient(z.string());
const count = lenient(z.number().int().nonnegative().max(1e9));

const summary = lenient(
  z.object({
    criticalCount: count,
    highCount: count,
    mediumCount: count,
    lowCount: count,
    noneCount: count,
    unknownCount: count,
  }),
);

export type Summary = z.output<typeof summary>;

const image = {
  artifact: lenient(
    z.object({ repository: word, tag: word, digest: word }),
  ),
  registry: lenient(z.object({ server: word })),
};

/** More than any image has. */
const MAX_VULNERABILITIES = 20_000;

export const vulnerabilityReportSchema = z.object({
  metadata: metadataSchema,
  report: z.object({
    ...image,
    os: lenient(z.object({ eosl: lenient(z.boolean()) })),
    summary,
    updateTimestamp: word,
    vulnerabilities: boundedListOf(
      z.object({
        vulnerabilityID: z.string(),
        severity: word,
        score: lenient(z.number()),
        resource: word,
        installedVersion: word,
        fixedVersion: word,
        title: word,
        primaryLink: word,
      }),
      MAX_VULNERABILITIES,
    ),
  }),
});

export type VulnerabilityReport = z.output<typeof vulnerabilityReportSchema>;

/** What was found of a secret, and not what was matched: parts of it may stand there. */
export const exposedSecretReportSchema = z.object({
  metadata: metadataSchema,
  report: z.object({
    ...image,
    summary,
    updateTimestamp: word,
    secrets: boundedListOf(
      z.object({
        ruleID: z.string(),
        severity: word,
        title: word,
        target: word,
      }),
      MAX_VULNERABILITIES,
    ),
  }),
});

export type ExposedSecretReport = z.output<typeof exposedSecretReportSchema>;

const check = z.object({
  checkID: z.string(),
  severity: word,
  success: lenient(z.boolean()),
  category: word,
  title: word,
  description: word,
  messages: listOf(z.string()),
  scope: lenient(z.object({ value: word })),
});

export type Check = z.output<typeof check>;

/** Of an audit of configuration, of roles or of infrastructure. */
export const checkReportSchema = z.object({
  metadata: metadataSchema,
  report: z.object({
    summary,
    updateTimestamp: word,
    checks: listOf(check),
  }),
});

export type CheckReport = z.output<typeof checkReportSchema>;

const control = z.object({
  id: z.string(),
  name: word,
  severity: word,
  description: word,
});

export const complianceReportSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    compliance: z.object({
      title: word,
      description: word,
      controls: listOf(control),
    }),
  }),
  status: absentable(
    z.object({
      updateTimestamp: word,
      summary: lenient(z.object({ failCount: count, passCount: count })),
      summaryReport: lenient(
        z.object({
          controlCheck: listOf(
            z.object({ id: z.string(), totalFail: count }),
          ),
        }),
      ),
      detailReport: lenient(
        z.object({
          results: listOf(
            z.object({
              id: z.string(),
              status: word,
              checks: listOf(
                z.object({ checkID: word, success: lenient(z.boolean()) }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type ComplianceReport = z.output<typeof complianceReportSchema>;
