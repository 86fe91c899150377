import {
  MAX_IGNORE_RULES,
  MAX_LEFT_OUT,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  absentable,
  boundedListOf,
  conditionsSchema,
  lenient,
  listOf,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = absentable(z.string());

/** Loose, as a source is compared as a whole with what the status was made from. */
const sourceSchema = z.looseObject({
  repoURL: lenient(z.string()),
  path: lenient(z.string()),
  chart: lenient(z.string()),
  targetRevision: lenient(z.string()),
});

const destinationSchema = absentable(
  z.object({ server: text, name: text, namespace: text }),
);

const healthSchema = absentable(
  z.object({
    status: text,
    message: lenient(z.string()),
    lastTransitionTime: lenient(z.string()),
  }),
);

const resourceSchema = z.object({
  group: absentable(z.string().max(253)),
  kind: z.string(),
  namespace: lenient(z.string()),
  name: z.string(),
  status: lenient(z.string()),
  health: lenient(z.object({ status: lenient(z.string()) })),
  hook: lenient(z.boolean()),
  syncWave: lenient(z.number().int()),
  requiresPruning: lenient(z.boolean()),
  requiresDeletionConfirmation: lenient(z.boolean()),
});

const initiatedBySchema = lenient(
  z.object({
    username: lenient(z.string()),
    automated: lenient(z.boolean()),
  }),
);

/** What a sync did to one resource. */
const resultSchema = z.object({
  group: lenient(z.string()),
  kind: z.string(),
  namespace: lenient(z.string()),
  name: z.string(),
  status: lenient(z.string()),
  message: lenient(z.string()),
  hookPhase: lenient(z.string()),
  hookType: lenient(z.string()),
});

/** The most things that one rule leaves out of which a fact tells. */
const namesSchema = boundedListOf(z.string(), MAX_LEFT_OUT);

/** Not lenient: a rule without what narrows it would be for more than it is. */
const ignoredDifferencesSchema = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: text,
  jsonPointers: namesSchema,
  jqPathExpressions: namesSchema,
  managedFieldsManagers: namesSchema,
});

export type IgnoredDifferences = z.output<typeof ignoredDifferencesSchema>;

export const applicationSchema = z.object({
  metadata: metadataSchema,
  operation: lenient(
    z.object({
      initiatedBy: initiatedBySchema,
      sync: lenient(z.object({ revision: lenient(z.string()) })),
    }),
  ),
  spec: absentable(
    z.object({
      project: lenient(z.string()),
      destination: destinationSchema,
      source: absentable(sourceSchema),
      sources: listOf(sourceSchema),
      sourceHydrator: absentable(
        z.object({ drySource: absentable(sourceSchema) }),
      ),
      syncPolicy: absentable(
        z.object({
          automated: absentable(z.object({ enabled: absentable(z.boolean()) })),
          syncOptions: listOf(z.string()),
        }),
      ),
      // One that does not fit keeps its place: rules are known by it.
      ignoreDifferences: lenient(
        boundedListOf(lenient(ignoredDifferencesSchema), MAX_IGNORE_RULES),
      ),
    }),
  ),
  status: absentable(
    z.object({
      health: healthSchema,
      sync: absentable(
        z.object({
          status: text,
          revision: text,
          revisions: listOf(z.string()),
          comparedTo: absentable(
            z.object({
              destination: destinationSchema,
              source: absentable(sourceSchema),
              sources: listOf(sourceSchema),
            }),
          ),
        }),
      ),
      conditions: conditionsSchema,
      reconciledAt: lenient(z.string()),
      operationState: absentable(
        z.object({
          phase: text,
          message: lenient(z.string()),
          startedAt: lenient(z.string()),
          finishedAt: lenient(z.string()),
          retryCount: lenient(z.number().int().nonnegative()),
          operation: lenient(
            z.object({
              initiatedBy: initiatedBySchema,
              sync: lenient(
                z.object({
                  revision: lenient(z.string()),
                  dryRun: lenient(z.boolean()),
                }),
              ),
            }),
          ),
          syncResult: lenient(
            z.object({
              revision: lenient(z.string()),
              revisions: listOf(z.string()),
              source: lenient(sourceSchema),
              sources: listOf(sourceSchema),
              resources: listOf(resultSchema),
            }),
          ),
        }),
      ),
      history: listOf(
        z.object({
          id: lenient(z.number().int().nonnegative()),
          deployedAt: lenient(z.string()),
          initiatedBy: initiatedBySchema,
          revision: lenient(z.string()),
          revisions: listOf(z.string()),
          source: lenient(sourceSchema),
          sources: listOf(sourceSchema),
        }),
      ),
      resources: boundedListOf(resourceSchema, 5000),
      summary: lenient(z.object({ images: listOf(z.string()) })),
      sourceHydrator: lenient(
        z.object({
          currentOperation: lenient(
            z.object({
              phase: lenient(z.string()),
              message: lenient(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

const selectorSchema = z.object({
  key: z.string(),
  operator: z.string(),
  values: listOf(z.string()),
});

export const applicationSetSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      generators: listOf(z.record(z.string(), z.unknown())),
      template: lenient(
        z.object({
          spec: lenient(
            z.object({
              destination: lenient(
                z.object({
                  server: lenient(z.string()),
                  name: lenient(z.string()),
                }),
              ),
            }),
          ),
        }),
      ),
      strategy: absentable(
        z.object({
          type: text,
          rollingSync: absentable(
            z.object({
              steps: listOf(
                z.object({
                  matchExpressions: listOf(selectorSchema),
                  maxUpdate: lenient(z.union([z.string(), z.number()])),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
  status: absentable(
    z.object({
      health: lenient(
        z.object({
          status: lenient(z.string()),
          message: lenient(z.string()),
          lastTransitionTime: lenient(z.string()),
        }),
      ),
      conditions: conditionsSchema,
      applicationStatus: listOf(
        z.object({
          application: z.string(),
          step: lenient(z.string()),
          status: lenient(z.string()),
          message: lenient(z.string()),
          lastTransitionTime: lenient(z.string()),
        }),
      ),
      resources: boundedListOf(resourceSchema, 5000),
      resourcesCount: lenient(z.number().int().nonnegative()),
    }),
  ),
});

export const appProjectSchema = z.object({
  metadata: metadataSchema,
  spec: absentable(
    z.object({
      // Not lenient: a window that is left out would be a freeze that is not seen.
      syncWindows: absentable(
        z.array(
          z.object({
            kind: z.enum(['allow', 'deny']),
            schedule: z.string().min(1).max(512),
            duration: z.string().min(1).max(512),
            timeZone: lenient(z.string()),
            manualSync: lenient(z.boolean()),
            syncOverrun: lenient(z.boolean()),
            andOperator: lenient(z.boolean()),
            description: lenient(z.string()),
            applications: listOf(z.string()),
            namespaces: listOf(z.string()),
            clusters: listOf(z.string()),
          }),
        ),
      ),
    }),
  ),
});

const CLUSTER_SECRET_LABEL = 'argocd.argoproj.io/secret-type';

/** The longest base64 of a text that a fact may carry. */
const MAX_ENCODED_LENGTH = 8192;

const encodedTextSchema = z.base64().max(MAX_ENCODED_LENGTH);

/**
 * A cluster Secret. Beside what it is and that it goes, `name` and `server` are
 * all that is taken from it: `config` holds credentials, and labels and
 * annotations may hold copies of it.
 */
export const secretSchema = z.object({
  metadata: z.object({
    deletionTimestamp: absentable(z.string()),
    labels: z
      .object({ [CLUSTER_SECRET_LABEL]: lenient(z.string()) })
      .nullish()
      .transform(labels => ({ type: labels?.[CLUSTER_SECRET_LABEL] })),
  }),
  data: absentable(
    z.object({
      name: absentable(encodedTextSchema),
      server: absentable(encodedTextSchema),
    }),
  ),
});

const connectionStateSchema = lenient(
  z.object({
    status: lenient(z.string()),
    message: lenient(z.string()),
    attemptedAt: lenient(z.string()),
  }),
);

/**
 * One cluster as Argo CD's API tells it. Neither `config` nor labels and annotations
 * are read. What stood at the top before stands in `info`, and still does in both.
 */
export const clusterSchema = z.object({
  name: absentable(z.string()),
  server: z.string(),
  serverVersion: lenient(z.string()),
  connectionState: connectionStateSchema,
  info: lenient(
    z.object({
      serverVersion: lenient(z.string()),
      connectionState: connectionStateSchema,
      applicationsCount: lenient(z.number()),
    }),
  ),
});

/**
 * What an Argo CD overrides for some kinds, as far as it leaves out differences: a YAML
 * document of its own, as Argo CD writes it.
 */
export const settingsSchema = z.object({
  overrides: z.array(
    z.object({ key: z.string(), ignoreDifferences: z.string() }),
  ),
});

/** What stands in that document. */
export const overrideSchema = z.object({
  jsonPointers: namesSchema,
  jqPathExpressions: namesSchema,
  managedFieldsManagers: namesSchema,
});

export type SettingsItem = z.output<typeof settingsSchema>;
export type Override = z.output<typeof overrideSchema>;
export type ClusterItem = z.output<typeof clusterSchema>;
export type SecretObject = z.output<typeof secretSchema>;
export type ApplicationSource = z.output<typeof sourceSchema>;
export type Destination = z.output<typeof destinationSchema>;
export type ApplicationObject = z.output<typeof applicationSchema>;
export type OperationState = NonNullable<
  NonNullable<ApplicationObject['status']>['operationState']
>;
export type ApplicationSetObject = z.output<typeof applicationSetSchema>;
export type AppProjectObject = z.output<typeof appProjectSchema>;
