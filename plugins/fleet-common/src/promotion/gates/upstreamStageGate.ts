import { compareText } from '../text/compareText';
import type { Gate } from './Gate';
import { factAt, type GateFact, type GateTime } from './GateFact';
import { type Judged, makeGate } from './makeGate';

/**
 * How far a cluster of a stage before is with the release.
 *
 * @public
 */
export type UpstreamFact = {
  /** See {@link compareReleases}. */
  release: 'same' | 'different' | 'unknown';
  /**
   * Since when it has been seen healthy with it without a gap, in milliseconds since 1970;
   * absent where it is not healthy.
   */
  healthySince?: number;
};

/**
 * A stage that a release has to be done with before.
 *
 * @public
 */
export type UpstreamStage = {
  name: string;
  /** Why it is not known which clusters are in it; absent where it is. */
  unknown?: string;
  /** Ids of its clusters, and for how long it has to be healthy on each, in milliseconds. */
  clusters: readonly { cluster: string; soakMs: number }[];
  facts: ReadonlyMap<string, GateFact<UpstreamFact>>;
};

function judge(
  { release, healthySince }: UpstreamFact,
  { at, soakMs }: { at: number; soakMs: number },
): Pick<Judged, 'status' | 'text' | 'since' | 'until'> {
  if (release === 'unknown') {
    return {
      status: 'unknown',
      text: 'nobody can tell whether it has the release',
    };
  }
  if (release === 'different') {
    return { status: 'waiting', text: 'does not have the release yet' };
  }
  if (healthySince === undefined) {
    return { status: 'waiting', text: 'is not healthy with the release' };
  }
  const soaked = healthySince + soakMs;
  if (!Number.isFinite(soaked)) {
    return { status: 'unknown', text: 'nobody knows how long it is healthy' };
  }
  return soaked <= at
    ? { status: 'passed', text: 'is done and soaked', since: soaked }
    : { status: 'waiting', text: 'soaks', since: healthySince, until: soaked };
}

/**
 * Whether the stages before are done with the release, and it has soaked there: seen healthy
 * on each of their clusters for as long as each asks for, without a gap. A stage that no
 * cluster is in proves nothing.
 *
 * @public
 */
export function upstreamStageGate(
  options: GateTime & { stages: readonly UpstreamStage[] },
): Gate {
  const { stages, ...time } = options;
  if (stages.length === 0) {
    return makeGate(
      'upstream-stage',
      [
        {
          key: 'none',
          status: 'not-applicable',
          text: 'no stage comes before this one',
        },
      ],
      { unit: 'clusters' },
    );
  }
  const judged = stages.flatMap((stage): Judged[] => {
    const { name, unknown, clusters, facts } = stage;
    if (unknown !== undefined) {
      return [
        { key: `${name}: unknown`, status: 'unknown', text: unknown, of: name },
      ];
    }
    if (clusters.length === 0) {
      return [
        {
          key: `${name}: empty`,
          status: 'unknown',
          text: `no cluster is in the stage ${name}`,
          of: name,
        },
      ];
    }
    return [...clusters]
      .sort((left, right) => compareText(left.cluster, right.cluster))
      .map(({ cluster, soakMs }) => {
        const fact = factAt(facts.get(cluster), time);
        const of = { cluster, of: cluster, key: `${name}: ${cluster}` };
        return 'unknown' in fact
          ? { ...of, status: 'unknown', text: fact.unknown }
          : {
              ...of,
              ...judge(fact.known, { at: time.at, soakMs }),
              confirmedAt: fact.confirmedAt,
            };
      });
  });
  return makeGate('upstream-stage', judged, { unit: 'clusters' });
}
