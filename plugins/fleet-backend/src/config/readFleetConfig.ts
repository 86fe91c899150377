import { availableParallelism } from 'node:os';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { skewSettingsSchema } from '@fleetview/backstage-plugin-fleet-common';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { badAllowEntry } from '../clusters/urlPolicy';
import {
  ATTRIBUTE_KEYS,
  type FleetConfig,
  type SourcesConfig,
} from './FleetConfig';
import { actSchema } from './actSchema';
import { candidateSchema } from './candidateSchema';
import { auditWebhookSchema, checkAuditWebhooks } from './auditWebhookSchema';
import { complianceSchema, toComplianceConfig } from './complianceSchema';
import {
  DEFAULT_DRIFT_CONFIG,
  driftSchema,
  toDriftConfig,
} from './driftSchema';
import {
  budgetSchema,
  costSchema,
  DEFAULT_COST_CONFIG,
  toBudget,
} from './costSchema';
import { extensionSchema, toExtension } from './extensionSchema';
import { hubSchema, toHubConfig } from './hubSchemas';
import {
  rolloutPlanSchema,
  rolloutsSchema,
  toRolloutsConfig,
} from './rolloutSchema';
import { promotionSchema, toPromotionConfig } from './promotionSchema';
import { judgePoll, pollSchema, toPollConfig } from './pollSchema';
import { toSkewBasis } from './skewSchema';
import {
  notificationSchema,
  toNotificationSettings,
} from './notificationSchema';
import {
  checkNamespaceOwners,
  namespaceOwnerSchema,
} from './namespaceOwnerSchema';

/** For how long the audit is kept: more than a year, so that a yearly look finds the last one. */
export const KEEP_DAYS = 400;

const text = z.string().min(1).max(253);

const kubeconfigSchema = z.strictObject({
  file: z.string().min(1).max(4096),
  allowSkipTlsVerify: z.boolean().optional(),
});

const networkSchema = z.strictObject({
  allow: z
    .array(
      z.string().superRefine((entry, context) => {
        const bad = badAllowEntry(entry);
        if (bad) context.addIssue({ code: 'custom', message: bad });
      }),
    )
    .optional(),
  allowSkipTlsVerify: z.array(text).optional(),
  allowAmbientCredentials: z.array(text).optional(),
});

const execSchema = z.strictObject({
  command: z.string().min(1).max(4096),
  env: z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/)).optional(),
});

const attributesSchema = z.strictObject({
  cluster: text,
  region: text.optional(),
  zone: text.optional(),
  provider: text.optional(),
  environment: text.optional(),
  tier: text.optional(),
  owner: text.optional(),
});

const referenceSchema = z.strictObject({
  hub: text,
  name: text,
  cluster: text,
});

const togetherOrApartSchema = z.strictObject({
  clusters: z.array(text).min(2).max(20),
});

const collectorSchema = z.strictObject({
  threads: z.number().int().min(1).max(16).optional(),
  massLoss: z.number().min(0).max(1).optional(),
});

const catalogSchema = z.strictObject({
  refreshMinutes: z.number().min(0.05).max(1440).optional(),
  trusted: z.boolean().optional(),
});

const permissionsSchema = z.strictObject({
  showOwnerless: z.boolean().optional(),
  tellHidden: z.boolean().optional(),
});

const auditSchema = z.strictObject({
  keepDays: z.number().int().min(1).max(36_500).optional(),
});

const KNOWN_KEYS = [
  'kubeconfigs',
  'attributes',
  'references',
  'merges',
  'splits',
  'collector',
  'catalog',
  'permissions',
  'namespaceOwners',
  'audit',
  'compliance',
  'network',
  'exec',
  'hubs',
  'extensions',
  'polls',
  'rollouts',
  'rolloutPlans',
  'act',
  'candidates',
  'cost',
  'budgets',
  'notifications',
  'drift',
  'skew',
  'promotions',
];

/**
 * Reads the configuration below `fleet`. What cannot be understood is left out
 * and told as a problem that names its key; the rest counts.
 */
export function readFleetConfig(config: RootConfigService): {
  config: FleetConfig;
  sources: SourcesConfig;
  problems: ConfigurationProblem[];
} {
  const problems: ConfigurationProblem[] = [];
  const raw = config.getOptional('fleet') ?? {};
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    problems.push({
      key: 'fleet',
      value: show(raw),
      message: 'has to be an object; it is left out',
    });
  }
  const fleet = isRecord(raw) ? raw : {};
  for (const key of Object.keys(fleet)) {
    if (!KNOWN_KEYS.includes(key)) {
      problems.push({
        key: `fleet.${key}`,
        message: `is not known. Known keys: ${KNOWN_KEYS.join(', ')}`,
      });
    }
  }

  function readList<T>(
    name: string,
    schema: z.ZodType<T>,
    value: unknown = fleet[name],
  ) {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      problems.push({
        key: `fleet.${name}`,
        value: show(value),
        message: 'has to be a list; it is left out',
      });
      return [];
    }
    return value.flatMap((item, index) => {
      const key = `fleet.${name}[${index}]`;
      const parsed = schema.safeParse(item);
      if (parsed.success) return [{ ...parsed.data, key }];
      problems.push(...describe(key, item, parsed.error));
      return [];
    });
  }

  function readObject<T>(
    name: string,
    schema: z.ZodType<T>,
    empty: T,
    consequence?: string,
  ): T {
    const value = fleet[name];
    if (value === undefined) return empty;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push(
      ...describe(`fleet.${name}`, value, parsed.error, consequence),
    );
    return empty;
  }

  const network = readObject('network', networkSchema, {});
  const collector = readObject('collector', collectorSchema, {});
  const catalog = readObject('catalog', catalogSchema, {});
  const permissions = readObject('permissions', permissionsSchema, {});
  const namespaceOwners = readList('namespaceOwners', namespaceOwnerSchema);
  problems.push(...checkNamespaceOwners(namespaceOwners));
  const audit = readObject('audit', auditSchema, {});
  const notifications = toNotificationSettings(
    readObject<z.output<typeof notificationSchema> | undefined>(
      'notifications',
      notificationSchema,
      undefined,
    ),
  );
  const allow = network.allow ?? [];
  const polls = readList('polls', pollSchema).filter(entry => {
    const refused = judgePoll(entry, allow);
    problems.push(...refused);
    return refused.length === 0;
  });
  const hubs = readList('hubs', hubSchema).map(toHubConfig);
  const compliance = toComplianceConfig(
    readObject(
      'compliance',
      complianceSchema.optional(),
      undefined,
      'all of fleet.compliance but keepDays is left out, and the defaults count',
    ),
    fleet.compliance,
  );
  problems.push(...compliance.problems);
  // One that cannot be used takes neither the others with it nor the weights.
  const auditWebhooks = checkAuditWebhooks(
    readList(
      'drift.auditWebhooks',
      auditWebhookSchema,
      isRecord(fleet.drift) ? fleet.drift.auditWebhooks : undefined,
    ),
  );
  problems.push(...auditWebhooks.problems);
  const promotions = toPromotionConfig(
    readObject<z.output<typeof promotionSchema>>(
      'promotions',
      promotionSchema,
      {},
      'all of fleet.promotions is left out, and nothing is promoted',
    ),
  );
  problems.push(
    ...promotions.stageProblems.map(({ path, message, advice }) => ({
      key: `fleet.promotions.${path}`,
      message: `${message}; ${advice}. No stage counts until then`,
    })),
  );
  return {
    config: {
      kubeconfigs: readList('kubeconfigs', kubeconfigSchema),
      attributes: readList('attributes', attributesSchema).map(
        ({ cluster, key, ...values }) => ({
          cluster,
          key,
          values: Object.fromEntries(
            ATTRIBUTE_KEYS.flatMap(name =>
              values[name] === undefined ? [] : [[name, values[name]]],
            ),
          ),
        }),
      ),
      references: readList('references', referenceSchema),
      trustedHubs: hubs.flatMap(({ cluster, trusted }) =>
        trusted ? [cluster] : [],
      ),
      merges: readList('merges', togetherOrApartSchema),
      splits: readList('splits', togetherOrApartSchema),
      collector: {
        threads: collector.threads ?? defaultThreads(),
        ...(collector.massLoss === undefined
          ? {}
          : { massLoss: collector.massLoss }),
      },
      catalog: {
        refreshMinutes: catalog.refreshMinutes ?? 10,
        ...(catalog.trusted ? { trusted: true } : {}),
      },
      namespaceOwners,
      permissions: {
        showOwnerless: permissions.showOwnerless ?? false,
        tellHidden: permissions.tellHidden ?? false,
      },
      extensions: readList('extensions', extensionSchema).map(toExtension),
      polls: polls.map(entry => toPollConfig(entry, allow)),
      rollouts: toRolloutsConfig(
        readObject('rollouts', rolloutsSchema, {}),
        readList('rolloutPlans', rolloutPlanSchema),
      ),
      act: readList('act', actSchema),
      candidates: readList('candidates', candidateSchema),
      cost: readObject('cost', costSchema, DEFAULT_COST_CONFIG),
      drift: toDriftConfig(
        readObject<z.output<typeof driftSchema>>(
          'drift',
          driftSchema,
          DEFAULT_DRIFT_CONFIG,
        ),
        auditWebhooks.webhooks,
      ),
      budgets: readList('budgets', budgetSchema).map(({ key: _, ...budget }) =>
        toBudget(budget),
      ),
      audit: { keepDays: audit.keepDays ?? KEEP_DAYS },
      compliance: compliance.compliance,
      ...(notifications ? { notifications } : {}),
      skew: toSkewBasis(
        readObject(
          'skew',
          skewSettingsSchema.optional(),
          undefined,
          'all of fleet.skew is left out, and the defaults count',
        ),
        fleet.skew,
      ),
      promotions,
    },
    sources: {
      network: {
        allow,
        allowSkipTlsVerify: network.allowSkipTlsVerify ?? [],
        allowAmbientCredentials: network.allowAmbientCredentials ?? [],
      },
      exec: readList('exec', execSchema).map(({ command, env }) => ({
        command,
        env: env ?? [],
      })),
      hubs,
    },
    problems,
  };
}

/** One core stays with the thread that serves the portal. */
function defaultThreads(): number {
  return Math.min(16, Math.max(1, availableParallelism() - 1));
}

function describe(
  key: string,
  value: unknown,
  error: z.ZodError,
  consequence: string = 'the entry is left out',
): ConfigurationProblem[] {
  return error.issues.map(issue => {
    const path = issue.path.map(part =>
      typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
    );
    if (issue.code === 'unrecognized_keys') {
      return {
        key: `${key}${path.join('')}.${issue.keys[0]}`,
        message: `is not a known key; ${consequence}`,
      };
    }
    const at = issue.path.reduce<unknown>(
      (inner, part) =>
        isRecord(inner) || Array.isArray(inner)
          ? (inner as Record<PropertyKey, unknown>)[part]
          : undefined,
      value,
    );
    return {
      key: `${key}${path.join('')}`,
      ...(at === undefined || isSecret(issue.path) ? {} : { value: show(at) }),
      message:
        at === undefined
          ? `is missing; ${consequence}`
          : `${issue.message}; ${consequence}`,
    };
  });
}

const SECRETS = ['token', 'tokens'];

function isSecret(path: PropertyKey[]): boolean {
  return path.some(part => SECRETS.includes(String(part)));
}

/** A value for people. What stands under a key for secrets is left out, at any depth. */
function show(value: unknown): string {
  const shown = JSON.stringify(value, (key, inner) =>
    SECRETS.includes(key) ? '[hidden]' : inner,
  );
  return (shown ?? String(value)).slice(0, 200);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
