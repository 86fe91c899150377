import type {
  AdapterFollowUp,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesError, type KubernetesClient } from '@fleetview/kube-watch';
import { grantOf } from '../../coverage/grantOf';
import { readFollowUp } from '../followUps/readFollowUp';
import {
  longestFirst,
  WantedReads,
  type WantedReadsOptions,
  type WantedSource,
} from '../wanted';
import { fromRunningLines, type RunningWish } from './runningLines';

/** Workloads of one cluster that are read in one round. */
const A_ROUND = 40;
/** The same is read again after so long. */
const AGAIN_MS = 15 * 60_000;

export type RunningReadsOptions = WantedReadsOptions & {
  adapters: readonly FleetAdapter[];
  client: Pick<KubernetesClient, 'getObject' | 'listSome'>;
};

/**
 * Reads what the pods of single workloads of one cluster run, where their templates name no
 * digest and somebody wants to know it: so many a minute, those that wait longest first.
 */
export class RunningReads {
  readonly #options: RunningReadsOptions;
  readonly #reads: WantedReads<RunningWish>;

  constructor(options: RunningReadsOptions) {
    this.#options = options;
    this.#reads = new WantedReads(
      options,
      options.adapters.flatMap(adapter =>
        adapter.running ? [this.#ofAdapter(adapter, adapter.running)] : [],
      ),
    );
  }

  #ofAdapter(
    adapter: FleetAdapter,
    running: AdapterFollowUp,
  ): WantedSource<RunningWish> {
    return {
      key: { adapter: adapter.id, group: '', kind: running.kind },
      fromLines: lines => {
        const { wishes, told } = fromRunningLines(lines);
        return { wanted: wishes, told };
      },
      uidOf: ({ uid }) => uid,
      readOf: wish => wish.of,
      due: (wishes, waited) =>
        longestFirst(wishes, waited, { againMs: AGAIN_MS, most: A_ROUND }),
      read: wish => this.#read(adapter, running, wish),
      reasonOf: ({ kind, reason }) =>
        kind === 'forbidden' ? `${reason}; grant ${grantOf(running)}` : reason,
    };
  }

  async #read(
    adapter: FleetAdapter,
    running: AdapterFollowUp,
    { of: _, ...ailing }: RunningWish,
  ) {
    const { client, signal, wallClock = Date.now } = this.#options;
    const watch = adapter.watches.find(({ kind }) => kind === ailing.kind);
    if (!watch) return undefined;
    const read = await readFollowUp({
      client,
      followUp: running,
      watch,
      ailing: { ...ailing, adapter: adapter.id },
      signal,
      wallClock,
      isOver: () => false,
    });
    // Of what is gone its watch tells, and then nobody wants to know of it.
    if (read.type !== 'read') return undefined;
    const { mapped, refusals } = read;
    const refused =
      refusals.find(({ kind }) => kind === 'forbidden') ?? refusals[0];
    if (refused) {
      throw new KubernetesError(
        refused.kind === 'forbidden' ? 'forbidden' : 'invalid',
        refused.reason,
      );
    }
    if ('skipped' in mapped) {
      throw new KubernetesError(
        'invalid',
        `${mapped.skipped}: ${mapped.detail ?? ailing.name}`,
      );
    }
    return mapped.facts[0];
  }

  /** Goes on until the signal ends it. */
  run(): Promise<void> {
    return this.#reads.run();
  }
}
