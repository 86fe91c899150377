import { toTimestamp } from '../../../clock';
import { createRandom } from '../../../random';
import type { ObjectStore } from '../../../store/ObjectStore';
import type { WorldClock } from '../../WorldClock';
import { buildAnalysisRun, referenceOf } from './builders';
import {
  type AnalysisRun,
  type AnalysisRunStatus,
  API_VERSION,
  type Experiment,
  type Rollout,
} from './kinds';

const WRITER = { manager: 'rollouts-controller', operation: 'Update' as const };
const INTERVAL_MS = 20_000;
const KEPT_MEASUREMENTS = 10;

type Status = NonNullable<AnalysisRun['status']>;

/** Makes analyses, measures for them, and ends experiments. */
export class Analyses {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;
  /** Whether pods of an image serve as they should. */
  readonly #isGood: (image: string) => boolean;

  constructor(
    store: ObjectStore,
    clock: WorldClock,
    isGood: (image: string) => boolean,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#isGood = isGood;
  }

  /** Begins an analysis of a rollout's present revision. */
  begin(options: {
    rollout: Rollout;
    hash: string;
    revision: number;
    step?: number;
  }): AnalysisRunStatus {
    const { rollout, hash, revision, step } = options;
    const base = [rollout.metadata.name, hash, revision, step]
      .filter(part => part !== undefined)
      .join('-');
    let name = base;
    for (let attempt = 1; this.#get(rollout, name); attempt++) {
      name = `${base}.${attempt}`;
    }
    this.#store.create(
      buildAnalysisRun({ rollout, name, hash, revision, step }),
      WRITER,
    );
    return { name, status: 'Pending' };
  }

  /** What has come of an analysis. */
  statusOf(rollout: Rollout, { name }: AnalysisRunStatus): AnalysisRunStatus {
    const { phase = 'Pending', message } =
      this.#get(rollout, name)?.status ?? {};
    return { name, status: phase, ...(message && { message }) };
  }

  /** Ends what is measured on without end, as its rollout is done. */
  end(rollout: Rollout, { name }: AnalysisRunStatus): void {
    const run = this.#get(rollout, name);
    if (run?.status?.phase !== 'Running' && run?.status?.phase !== 'Pending') {
      return;
    }
    this.#store.update<AnalysisRun>(
      referenceOf(run),
      draft => {
        draft.spec.terminate = true;
      },
      WRITER,
    );
  }

  tick(): void {
    for (const run of this.#store.all<AnalysisRun>(
      API_VERSION,
      'AnalysisRun',
    )) {
      this.#step(run);
    }
    for (const experiment of this.#store.all<Experiment>(
      API_VERSION,
      'Experiment',
    )) {
      this.#stepExperiment(experiment);
    }
  }

  #get({ metadata }: Rollout, name: string): AnalysisRun | undefined {
    return this.#store.get<AnalysisRun>({
      apiVersion: API_VERSION,
      kind: 'AnalysisRun',
      namespace: metadata.namespace,
      name,
    });
  }

  #step(run: AnalysisRun): void {
    const { status } = run;
    if (!status || !['Pending', 'Running'].includes(status.phase)) return;
    const now = this.#clock.now();
    const last = status.metricResults?.[0]?.measurements.at(-1)?.finishedAt;
    const isDue = !last || now - Date.parse(last) >= INTERVAL_MS;
    if (!isDue && !run.spec.terminate) return;
    this.#store.update<AnalysisRun>(
      referenceOf(run),
      draft => {
        draft.status = run.spec.terminate
          ? this.#terminated(status)
          : this.#measured(run, status);
      },
      WRITER,
    );
  }

  #terminated(status: Status): Status {
    return {
      ...status,
      phase: 'Successful',
      message: 'Run Terminated',
      completedAt: toTimestamp(this.#clock.now()),
      metricResults: status.metricResults?.map(result => ({
        ...result,
        phase: 'Successful' as const,
      })),
    };
  }

  #measured(run: AnalysisRun, status: Status): Status {
    const time = toTimestamp(this.#clock.now());
    const [metric] = run.spec.metrics;
    const before = status.metricResults?.[0];
    const count = (before?.count ?? 0) + 1;
    const isMet = this.#isGood(this.#imageOf(run));
    const random = createRandom(run.metadata.name, count);
    const value = (isMet ? 0.995 : 0.86) + random.next() * 0.004;
    const successful = (before?.successful ?? 0) + (isMet ? 1 : 0);
    const failed = (before?.failed ?? 0) + (isMet ? 0 : 1);
    const hasFailed = failed > metric.failureLimit;
    const isDone = metric.count !== undefined && count >= metric.count;
    const phase =
      (hasFailed && 'Failed') || (isDone && 'Successful') || 'Running';
    const message = `Metric "${metric.name}" assessed Failed due to failed (${failed}) > failureLimit (${metric.failureLimit})`;
    return {
      phase,
      ...(hasFailed && { message }),
      startedAt: status.startedAt ?? time,
      ...(phase !== 'Running' && { completedAt: time }),
      runSummary: {
        count: 1,
        ...(phase === 'Successful' && { successful: 1 }),
        ...(phase === 'Failed' && { failed: 1 }),
      },
      metricResults: [
        {
          name: metric.name,
          phase,
          count,
          ...(successful > 0 && { successful }),
          ...(failed > 0 && { failed }),
          measurements: [
            ...(before?.measurements ?? []),
            {
              startedAt: time,
              finishedAt: time,
              phase: isMet ? ('Successful' as const) : ('Failed' as const),
              value: `[${value.toFixed(4)}]`,
            },
          ].slice(-KEPT_MEASUREMENTS),
        },
      ],
    };
  }

  #imageOf({ metadata }: AnalysisRun): string {
    const rollout = this.#store.get<Rollout>({
      apiVersion: API_VERSION,
      kind: 'Rollout',
      namespace: metadata.namespace,
      name: metadata.ownerReferences?.[0]?.name ?? '',
    });
    return rollout?.spec.template.spec.containers[0].image ?? '';
  }

  #stepExperiment(experiment: Experiment): void {
    const { spec, status } = experiment;
    if (status?.phase !== 'Running') return;
    const minutes = Number.parseInt(spec.duration, 10);
    const ends = Date.parse(status.availableAt ?? '') + minutes * 60_000;
    if (!spec.terminate && this.#clock.now() < ends) return;
    this.#store.update<Experiment>(
      referenceOf(experiment),
      draft => {
        draft.status = {
          ...status,
          phase: 'Successful',
          templateStatuses: status.templateStatuses?.map(template => ({
            ...template,
            status: 'Successful' as const,
          })),
        };
      },
      WRITER,
    );
  }
}
