import {
  boundedName,
  boundedText,
  type Revision,
  type SourceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  addressOf,
  factBase,
  latestTime,
  type MapContext,
  type Mapped,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Reference } from './readReference';
import {
  type FluxObject,
  readReconciled,
  transitionTimes,
} from './readReconciled';

/** What the kinds of source say each in their own way. */
export type SourceStatement = {
  url: string | undefined;
  /** What is followed: a branch, tag or range. */
  reference?: string;
  revision: Revision | undefined;
  /** The name of the chart, where it is one. */
  chart?: string;
  /** The image that was chosen, where it is one. */
  image?: string;
  /** The source that it is taken from. */
  parent?: Reference;
  artifactTime: string | undefined;
  /** Where the conditions do not tell the health. */
  verdict?: Verdict;
};

/** The fact of one source. */
export function readSource(
  object: FluxObject,
  context: MapContext,
  statement: SourceStatement,
): Mapped {
  const verdict = statement.verdict ?? readReconciled(object);
  const { kind, namespace, name } = context.source;
  const fact: SourceFact = withoutUndefined({
    ...factBase(context, object.metadata, {
      changedAt: latestTime([
        ...transitionTimes(object),
        statement.artifactTime,
      ]),
    }),
    type: 'source',
    engine: 'flux',
    kind,
    namespace,
    name: boundedName(name),
    health: verdict.health,
    message: verdict.message ? boundedText(verdict.message) : undefined,
    suspended: object.spec?.suspend ?? false,
    url: addressOf(statement.url),
    reference: statement.reference
      ? boundedName(statement.reference)
      : undefined,
    revision: statement.revision,
    chart: statement.chart ? boundedName(statement.chart) : undefined,
    image: statement.image ? boundedName(statement.image) : undefined,
    parent: statement.parent,
  });
  return { facts: [fact] };
}
