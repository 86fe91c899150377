import {
  boundedName,
  boundedText,
  type ExceptionFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readObject } from './readObject';
import { readPods } from './readPods';
import type { ConfigObject } from './schema';

/** What constraints are asked by; the others only change and copy objects. */
const ASKING = ['audit', 'webhook', '*'];
const MAX_EXCEPTIONS = 100;
const MAX_NAMESPACES = 200;

function verdictOf({ metadata, status }: ConfigObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  return readPods(metadata.generation, status.byPod);
}

/** Each entry that leaves namespaces out of what constraints are asked about. */
export function mapConfig(config: ConfigObject, context: MapContext): Mapped {
  const { metadata, spec } = config;
  const facts = (spec?.match.items ?? [])
    .map(({ excludedNamespaces = [], processes = [] }, index) => ({
      index,
      namespaces: [...new Set(excludedNamespaces)],
      asking: processes.filter(process => ASKING.includes(process)),
    }))
    .filter(({ namespaces, asking }) => namespaces.length && asking.length)
    .slice(0, MAX_EXCEPTIONS)
    .map(
      ({ index, namespaces, asking }): ExceptionFact =>
        joinDefined(
          factBase(context, metadata, { part: `match-${index}` }),
          { type: 'exception' as const },
          readObject(context, verdictOf(config)),
          {
            policies: [],
            scope: [
              boundedText(
                asking.includes('*')
                  ? 'not asked about by anything'
                  : `not asked about by ${[...new Set(asking)].join(' and ')}`,
              ),
            ],
            namespaces: namespaces.slice(0, MAX_NAMESPACES).map(boundedName),
            reportsAs: 'nothing' as const,
            createdAt: timeOf(metadata.creationTimestamp),
          },
        ),
    );
  return { facts };
}
