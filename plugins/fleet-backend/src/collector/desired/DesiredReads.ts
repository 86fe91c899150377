import type {
  AdapterDesired,
  DesiredReading,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { KubernetesError, type KubernetesClient } from '@fleetview/kube-watch';
import type { WatchKey } from '../messages';
import {
  longestFirst,
  WantedReads,
  type WantedReadsOptions,
  type WantedSource,
} from '../wanted';
import { compareDesired } from './compareDesired';
import { desiredKey, fromDesireLines, type Desire } from './desireLines';

/** Objects that one hub is asked for in one round. */
const A_ROUND = 24;
/** The same is asked again after so long. */
const AGAIN_MS = 15 * 60_000;

/** How what an adapter asks for is had. */
export type DesiredSource = {
  key: WatchKey;
  desired: AdapterDesired;
  /** @throws KubernetesError where there is no answer */
  ask(desire: Desire, signal: AbortSignal): Promise<unknown>;
};

export type DesiredReadsOptions = WantedReadsOptions & {
  adapters: readonly FleetAdapter[];
  client: Pick<KubernetesClient, 'getObject'>;
  /** What systems answer over HTTP, where configuration says how they are asked. */
  overHttp: readonly DesiredSource[];
};

/**
 * Asks the engines of one hub how they desire single objects that differ, and of which
 * nobody tells it: so many a minute, those that wait longest first.
 */
export class DesiredReads {
  readonly #options: DesiredReadsOptions;
  readonly #reads: WantedReads<Desire>;

  constructor(options: DesiredReadsOptions) {
    this.#options = options;
    const sources = [
      ...options.adapters.flatMap(({ id, desired = [] }) =>
        desired.flatMap(each =>
          each.from === 'object' ? [this.#ofObject(id, each)] : [],
        ),
      ),
      ...options.overHttp,
    ];
    this.#reads = new WantedReads(
      options,
      sources.map(source => this.#wantedFrom(source)),
    );
  }

  #ofObject(
    adapter: string,
    desired: AdapterDesired & { from: 'object' },
  ): DesiredSource {
    const { version, plural, of } = desired;
    return {
      key: desiredKey(adapter, desired),
      desired,
      ask: ({ of: { namespace, name } }, signal) =>
        this.#options.client.getObject(
          { ...of, version, plural },
          { ...(namespace && { namespace }), name, signal },
        ),
    };
  }

  #wantedFrom({ key, desired, ask }: DesiredSource): WantedSource<Desire> {
    const { signal, wallClock = Date.now } = this.#options;
    return {
      key,
      fromLines: lines => {
        const { desires, told } = fromDesireLines(lines);
        return { wanted: desires, told };
      },
      uidOf: ({ uid }) => uid,
      // What differs elsewhere than before is asked for anew.
      readOf: ({ asked }) => JSON.stringify(asked),
      due: (desires, waited) =>
        longestFirst(desires, waited, { againMs: AGAIN_MS, most: A_ROUND }),
      read: async desire => {
        let reading: DesiredReading;
        try {
          reading = desired.read(await ask(desire, signal), desire.resource);
        } catch (error) {
          if (!(error instanceof KubernetesError)) throw error;
          if (error.kind !== 'not-served') throw error;
          reading = { problem: `${desired.of.kind} is not there any more` };
        }
        return compareDesired(desire, reading, wallClock());
      },
      reasonOf: error => reasonOf(error, desired),
    };
  }

  /** Goes on until the signal ends it. */
  run(): Promise<void> {
    return this.#reads.run();
  }
}

function reasonOf(error: KubernetesError, desired: AdapterDesired): string {
  if (error.kind !== 'forbidden') return error.reason;
  return desired.from === 'http'
    ? `${error.reason}; grant the role '${desired.extension.role}', or let the account read applications`
    : `${error.reason}; grant get on ${desired.plural}.${desired.of.group}`;
}
