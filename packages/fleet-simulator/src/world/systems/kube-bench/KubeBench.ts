import { toTimestamp } from '../../../clock';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { benchmark } from './benchmark';

export const KUBE_BENCH_NAMESPACE = 'kube-bench';
export const KUBE_BENCH_CONFIG_MAP = 'kube-bench-results';

const DAY_MS = 86_400_000;
const WRITER = { manager: 'kube-bench-job', operation: 'Update' as const };

/** A Job that leaves its results in a ConfigMap, once a day. */
export class KubeBench implements WorldSystem {
  readonly #context: WorldSystemContext;
  /** Somebody has set it up, and its schedule was never switched on. */
  readonly #hasNeverRun: boolean;
  #ranAt = 0;

  constructor(context: WorldSystemContext) {
    this.#context = context;
    this.#hasNeverRun = context.spec.name === 'prod-aue';
  }

  load(): void {
    if (this.#hasNeverRun) return;
    const { clock } = this.#context;
    clock.at(clock.now() - 7 * 3_600_000, () => this.#run());
  }

  tick(): void {
    if (this.#hasNeverRun) return;
    if (this.#context.clock.now() - this.#ranAt >= DAY_MS) this.#run();
  }

  #run(): void {
    const { cluster, clock, spec } = this.#context;
    this.#ranAt = clock.now();
    const data = {
      'results.json': JSON.stringify(benchmark(spec.name)),
      time: toTimestamp(clock.now()),
    };
    const reference = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: KUBE_BENCH_NAMESPACE,
      name: KUBE_BENCH_CONFIG_MAP,
    };
    if (cluster.store.get(reference)) {
      cluster.store.update(
        reference,
        draft => {
          draft.data = data;
        },
        WRITER,
      );
      return;
    }
    cluster.store.create(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: KUBE_BENCH_CONFIG_MAP,
          namespace: KUBE_BENCH_NAMESPACE,
          labels: { app: 'kube-bench' },
        },
        data,
      },
      WRITER,
    );
  }
}
