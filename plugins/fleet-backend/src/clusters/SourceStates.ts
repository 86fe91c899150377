import type {
  ClusterSource,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';

/** Whether all clusters of a source are known. */
export type SourceState = {
  id: string;
  title: string;
  /** It has told its set since start, and could be read the last time. */
  complete: boolean;
  /** Why it is not complete. */
  reason?: string;
};

/** Hears what one source tells. */
export interface SourceStateListener {
  /** A complete set. */
  told(): void;
  /** Problems, before the set that they belong to or instead of one. */
  toldProblems(problems: ConfigurationProblem[]): void;
  /** It will not tell anything any more. */
  failed(): void;
}

/**
 * Knows which sources have told all of their clusters. What an incomplete source
 * does not name may still be there: whoever removes something asks here first.
 */
export class SourceStates {
  readonly #states = new Map<string, SourceState>();

  list(): SourceState[] {
    return [...this.#states.values()];
  }

  add({ id, title }: Pick<ClusterSource, 'id' | 'title'>): SourceStateListener {
    const become = (state: Pick<SourceState, 'complete' | 'reason'>) => {
      this.#states.set(id, { id, title, ...state });
    };
    become({
      complete: false,
      reason: 'it has not told its clusters since the portal started',
    });
    return {
      told: () => become({ complete: true }),
      toldProblems: problems => {
        if (problems.length === 0) return;
        const [{ key, message }] = problems;
        become({ complete: false, reason: `${key}: ${message}` });
      },
      failed: () =>
        become({
          complete: false,
          reason: 'it failed; see the problems of the configuration',
        }),
    };
  }
}
