import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { ATTRIBUTE_KEYS, type FleetConfig } from './FleetConfig';

const text = z.string().min(1).max(253);

const kubeconfigSchema = z.strictObject({
  file: z.string().min(1).max(4096),
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

const collectorSchema = z.strictObject({
  threads: z.number().int().min(1).max(16).optional(),
});

const catalogSchema = z.strictObject({
  refreshMinutes: z.number().min(0.05).max(1440).optional(),
});

const KNOWN_KEYS = [
  'kubeconfigs',
  'attributes',
  'references',
  'collector',
  'catalog',
];

/**
 * Reads the configuration below `fleet`. What cannot be understood is left out
 * and told as a problem that names its key; the rest counts.
 */
export function readFleetConfig(config: RootConfigService): {
  config: FleetConfig;
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

  function readList<T>(name: string, schema: z.ZodType<T>) {
    const value = fleet[name];
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

  function readObject<T>(name: string, schema: z.ZodType<T>, empty: T): T {
    const value = fleet[name];
    if (value === undefined) return empty;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push(...describe(`fleet.${name}`, value, parsed.error));
    return empty;
  }

  const collector = readObject('collector', collectorSchema, {});
  const catalog = readObject('catalog', catalogSchema, {});
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
      collector: { threads: collector.threads ?? 1 },
      catalog: { refreshMinutes: catalog.refreshMinutes ?? 10 },
    },
    problems,
  };
}

function describe(
  key: string,
  value: unknown,
  error: z.ZodError,
): ConfigurationProblem[] {
  return error.issues.map(issue => {
    const path = issue.path.map(part =>
      typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
    );
    if (issue.code === 'unrecognized_keys') {
      return {
        key: `${key}${path.join('')}.${issue.keys[0]}`,
        message: 'is not a known key; the entry is left out',
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
      ...(at === undefined ? {} : { value: show(at) }),
      message:
        at === undefined
          ? 'is missing; the entry is left out'
          : `${issue.message}; the entry is left out`,
    };
  });
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
