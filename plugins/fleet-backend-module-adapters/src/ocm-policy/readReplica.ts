import {
  boundedName,
  boundedText,
  type FindingFact,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  type Mapped,
  partOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readResult } from './readCompliance';
import { readNewest } from './readHistory';
import {
  claimOf,
  CLUSTERS_OF,
  ENGINE,
  readDescription,
  readSeverity,
} from './readObject';
import type { Detail, PolicyObject, Template } from './schema';

const MAX_FINDINGS = 1000;
const MAX_CONTROLS = 20;

/** What is told of one template of the policy on its cluster. */
type Told = {
  rule?: string;
  result: FindingResult;
  severity?: FindingFact['severity'];
  message?: string;
  evaluatedAt?: string;
};

function severityOf(name: string, templates: readonly Template[]) {
  const template = templates.find(
    ({ objectDefinition }) => objectDefinition.metadata.name === name,
  );
  return readSeverity(template?.objectDefinition.spec?.severity);
}

function tellDetail(detail: Detail, templates: readonly Template[]): Told {
  const { templateMeta, compliant, history } = detail;
  const { message, at } = readNewest(history);
  return {
    rule: templateMeta.name,
    result: readResult(compliant),
    severity: severityOf(templateMeta.name, templates),
    message: message ?? (compliant ? compliant : 'nothing is reported yet'),
    ...(at ? { evaluatedAt: at } : {}),
  };
}

function toldOf({ spec, status }: PolicyObject): Told[] {
  const { items: templates = [] } = spec?.['policy-templates'] ?? {};
  const { items: details = [] } = status?.details ?? {};
  const reported = details.map(detail => tellDetail(detail, templates));
  const names = new Set(reported.map(({ rule }) => rule));
  const others = templates
    .map(({ objectDefinition }) => objectDefinition.metadata.name)
    .filter(name => !names.has(name))
    .map(
      (name): Told => ({
        rule: name,
        result: 'unknown',
        severity: severityOf(name, templates),
        message: 'nothing is reported yet',
      }),
    );
  // What is told of the whole and of no part of it.
  const whole = readResult(status?.compliant);
  if (reported.length === 0 && whole === 'fail') {
    return [{ result: whole, message: 'it is not said what is not compliant' }];
  }
  return [...reported, ...others];
}

/**
 * The results of a policy on one cluster, of the copy that the hub keeps in that
 * cluster's namespace. The namespace says which: labels may be written by whoever
 * reports. The copy on the cluster itself looks the same; see the README.
 */
export function readReplica(policy: PolicyObject, context: MapContext): Mapped {
  const { metadata, spec } = policy;
  const { namespace, name } = context.source;
  if (!namespace) {
    return { skipped: 'malformed', detail: 'metadata.namespace: missing' };
  }
  // It is about to be taken away.
  if (spec?.disabled) return { facts: [] };
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const { categories, controls } = readDescription(metadata);
  const seen = new Map<string, number>();
  const facts = toldOf(policy)
    .slice(0, MAX_FINDINGS)
    .map(({ rule, result, severity, message, evaluatedAt }): FindingFact => {
      const part = partOf(rule);
      const before = seen.get(part) ?? 0;
      seen.set(part, before + 1);
      const said = isDeleted ? 'being deleted' : message;
      return withoutUndefined({
        ...factBase(context, metadata, {
          subject: {
            type: 'reference',
            name: boundedName(namespace),
            adapter: CLUSTERS_OF,
          },
          part: before === 0 ? part : `${part}-${before}`,
        }),
        type: 'finding' as const,
        engine: ENGINE,
        policy: boundedName(name),
        rule: rule === undefined ? undefined : boundedName(rule),
        result: isDeleted ? ('unknown' as const) : result,
        severity,
        category: categories.at(0),
        controls: controls.slice(0, MAX_CONTROLS),
        message: said ? boundedText(said) : undefined,
        evaluatedAt,
        exceptions: [],
        claim: claimOf(name, rule),
      });
    });
  return { facts };
}
