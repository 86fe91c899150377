import { KubernetesObject, isJsonObject, JsonObject } from './types';

/** A few values of an object that tell what changed. @public */
export type TruthSummary = { [field: string]: string | number | boolean };

/**
 * One change that really happened in the simulation. `time` is simulated time,
 * RFC 3339 with milliseconds.
 * @public
 */
export type TruthEntry = {
  sequence: number;
  time: string;
  cluster: string;
  verb:
    | 'added'
    | 'modified'
    | 'deleted'
    | 'fault'
    | 'fault-cleared'
    /** A release, or one cluster of it, has got into another state. */
    | 'release'
    /** A cluster has come to differ from what is delivered, and that was seen or healed. */
    | 'drift';
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  uid?: string;
  resourceVersion?: string;
  summary: TruthSummary;
};

/** The changes of a simulation, oldest first. @public */
export type TruthLog = {
  /** Entries with a greater sequence than `sequence`, at most `limit`. */
  since(sequence: number, limit?: number): TruthEntry[];
  /** The sequence of the newest entry; 0 if there is none. */
  readonly lastSequence: number;
};

/** Keeps the newest entries up to a capacity. */
export class MemoryTruthLog implements TruthLog {
  readonly #capacity: number;
  #entries: TruthEntry[] = [];
  #sequence = 0;

  constructor(capacity = 200_000) {
    this.#capacity = capacity;
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  append(entry: Omit<TruthEntry, 'sequence'>): void {
    this.#sequence += 1;
    this.#entries.push({ sequence: this.#sequence, ...entry });
    // Cutting in large steps keeps the cost of an entry constant.
    if (this.#entries.length > this.#capacity * 1.25) {
      this.#entries = this.#entries.slice(-this.#capacity);
    }
  }

  since(sequence: number, limit = Infinity): TruthEntry[] {
    const first = this.#entries[0]?.sequence ?? 0;
    const start = Math.max(0, sequence - first + 1);
    return this.#entries.slice(start, start + limit);
  }
}

function at(object: KubernetesObject, ...path: (string | number)[]): unknown {
  let value: unknown = object;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isJsonObject(value)) value = value[part];
    else return undefined;
  }
  return value;
}

const SUMMARY_PATHS: Record<string, Record<string, (string | number)[]>> = {
  Deployment: {
    replicas: ['spec', 'replicas'],
    image: ['spec', 'template', 'spec', 'containers', 0, 'image'],
    observedGeneration: ['status', 'observedGeneration'],
    updated: ['status', 'updatedReplicas'],
    ready: ['status', 'readyReplicas'],
    available: ['status', 'availableReplicas'],
  },
  StatefulSet: {
    replicas: ['spec', 'replicas'],
    image: ['spec', 'template', 'spec', 'containers', 0, 'image'],
    updated: ['status', 'updatedReplicas'],
    ready: ['status', 'readyReplicas'],
  },
  DaemonSet: {
    image: ['spec', 'template', 'spec', 'containers', 0, 'image'],
    desired: ['status', 'desiredNumberScheduled'],
    updated: ['status', 'updatedNumberScheduled'],
    ready: ['status', 'numberReady'],
  },
  ReplicaSet: {
    replicas: ['spec', 'replicas'],
    ready: ['status', 'readyReplicas'],
  },
  Pod: {
    phase: ['status', 'phase'],
    image: ['spec', 'containers', 0, 'image'],
    restarts: ['status', 'containerStatuses', 0, 'restartCount'],
  },
  Application: {
    sync: ['status', 'sync', 'status'],
    health: ['status', 'health', 'status'],
    revision: ['status', 'sync', 'revision'],
    operation: ['status', 'operationState', 'phase'],
  },
  ManifestWork: {
    image: [
      'spec',
      'workload',
      'manifests',
      0,
      'spec',
      'template',
      'spec',
      'containers',
      0,
      'image',
    ],
  },
  Kustomization: {
    suspended: ['spec', 'suspend'],
    revision: ['status', 'lastAppliedRevision'],
  },
  HelmRelease: {
    suspended: ['spec', 'suspend'],
    chartVersion: ['status', 'history', 0, 'chartVersion'],
  },
  GitRepository: { revision: ['status', 'artifact', 'revision'] },
  OCIRepository: { revision: ['status', 'artifact', 'revision'] },
};

function conditionSummary(object: KubernetesObject): TruthSummary {
  const conditions = at(object, 'status', 'conditions');
  const summary: TruthSummary = {};
  if (!Array.isArray(conditions)) return summary;
  for (const condition of conditions as JsonObject[]) {
    if (condition.type === 'Ready' && typeof condition.status === 'string') {
      summary.ready = condition.status;
    }
  }
  return summary;
}

/** What the truth log keeps of an object. */
export function summarise(object: KubernetesObject): TruthSummary {
  const summary: TruthSummary =
    object.kind === 'Pod' ? {} : conditionSummary(object);
  for (const [field, path] of Object.entries(
    SUMMARY_PATHS[object.kind] ?? {},
  )) {
    const value = at(object, ...path);
    if (
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      summary[field] = value;
    }
  }
  return summary;
}
