import type { IgnoreRules } from '@fleetview/backstage-plugin-fleet-common';
import {
  boundedIgnoreRules,
  type MapContext,
  type ReadIgnoreRule,
} from '@fleetview/backstage-plugin-fleet-node';
import { readGlobs } from './readGlobs';
import type { ApplicationObject, IgnoredDifferences } from './schema';

/** With it a sync leaves out as well what a comparison does. */
const RESPECT = 'RespectIgnoreDifferences=true';

/**
 * Group and kind are globs, and namespace and name are taken as they are; none of these
 * two is any. A group that is not named is the core group.
 */
function targetOf(ignored: IgnoredDifferences): ReadIgnoreRule['target'] {
  const { group = '', kind, namespace, name } = ignored;
  return {
    ...readGlobs({ group, kind }),
    namespace: namespace || undefined,
    name: name || undefined,
  };
}

function ruleOf(
  ignored: IgnoredDifferences,
  index: number,
  atSync: boolean,
): ReadIgnoreRule {
  const { jsonPointers, jqPathExpressions, managedFieldsManagers } = ignored;
  return {
    path: `spec.ignoreDifferences[${index}]`,
    target: targetOf(ignored),
    leftOut: [
      ...jsonPointers.items.map(text => ({ type: 'pointer' as const, text })),
      ...jqPathExpressions.items.map(text => ({ type: 'jq' as const, text })),
      ...managedFieldsManagers.items.map(text => ({
        type: 'manager' as const,
        text,
      })),
    ],
    leftOutTotal:
      jsonPointers.total +
      jqPathExpressions.total +
      managedFieldsManagers.total,
    atSync,
  };
}

/** What an Application itself says; rules for all Applications stand in Argo CD's settings. */
export function readIgnoreRules(
  { spec }: ApplicationObject,
  { source }: MapContext,
): IgnoreRules | undefined {
  const ignored = spec?.ignoreDifferences;
  if (!ignored || ignored.total === 0) return undefined;
  const atSync = spec?.syncPolicy?.syncOptions.includes(RESPECT) ?? false;
  const rules = ignored.items.flatMap((each, index) =>
    each ? [ruleOf(each, index, atSync)] : [],
  );
  return boundedIgnoreRules(source, rules, ignored.total - rules.length);
}
