import type { ClusterSink } from './ClusterCollector';
import type { WatchKey } from './messages';
import type { stateOf } from './stateOf';

/** Tells how reading goes of what is not watched, where it goes otherwise than it was told last. */
export class ToldCoverage {
  readonly #sink: Pick<ClusterSink, 'report'>;
  readonly #told = new Map<string, string>();

  constructor(sink: Pick<ClusterSink, 'report'>) {
    this.#sink = sink;
  }

  tell(
    key: WatchKey,
    state: ReturnType<typeof stateOf> | 'current',
    reason?: string,
  ): void {
    const id = `${key.adapter} ${key.kind}`;
    const said = `${state} ${reason ?? ''}`;
    if (this.#told.get(id) === said) return;
    this.#told.set(id, said);
    this.#sink.report({
      type: 'coverage',
      key,
      state,
      ...(reason ? { reason } : {}),
    });
  }
}
