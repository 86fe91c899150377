import type { IgnoreRules } from '@fleetview/backstage-plugin-fleet-common';
import {
  boundedIgnoreRules,
  type MapContext,
  type ReadIgnoreRule,
} from '@fleetview/backstage-plugin-fleet-node';
import type { ManifestConfig, ManifestWorkObject } from './schema';

type Target = NonNullable<ReadIgnoreRule['target']>;

/** Strategies by which what is there is not brought anew, and what that leaves out. */
const NOT_UPDATED: Readonly<Record<string, 'changes' | 'everything'>> = {
  CreateOnly: 'changes',
  ReadOnly: 'everything',
};

/** Kinds by what their API calls their objects, as the agent tells it. */
function kindsOf({ status }: ManifestWorkObject): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const { resourceMeta } of status?.resourceStatus?.manifests.items ??
    []) {
    const { group = '', resource, kind } = resourceMeta;
    if (resource && kind) kinds.set(`${group}/${resource}`, kind);
  }
  return kinds;
}

/** A rule names what the API calls its objects; without a word of the agent the kind is not known. */
function targetOf(
  { resourceIdentifier }: ManifestConfig,
  kinds: ReadonlyMap<string, string>,
  isFirst: boolean,
): Target {
  const { group = '', resource, namespace = '', name } = resourceIdentifier;
  const kind = kinds.get(`${group}/${resource}`);
  return {
    group,
    kind,
    namespace,
    name,
    others: [
      ...(kind ? [] : [`resource ${resource}`]),
      ...(isFirst ? [] : ['no earlier entry of manifestConfigs']),
    ],
  };
}

/**
 * Says of each entry in turn whether it is the first that may fit: the agent goes by the
 * first that fits and has a strategy.
 */
function firstOfEach(): (config: ManifestConfig) => boolean {
  const exact = new Set<string>();
  const all = new Set<string>();
  const withPatterns = new Set<string>();
  return ({ resourceIdentifier }) => {
    const { group = '', resource, namespace = '', name } = resourceIdentifier;
    const kind = `${group}/${resource}`;
    const object = JSON.stringify([kind, namespace, name]);
    const isPattern = namespace.includes('*') || name.includes('*');
    const isFirst = isPattern
      ? !all.has(kind)
      : !withPatterns.has(kind) && !exact.has(object);
    all.add(kind);
    if (isPattern) withPatterns.add(kind);
    else exact.add(object);
    return isFirst;
  };
}

function leftOutOf({ updateStrategy }: ManifestConfig): {
  path: string;
  leftOut: ReadIgnoreRule['leftOut'];
  leftOutTotal?: number;
  setting?: string;
}[] {
  const { type = 'Update', serverSideApply } = updateStrategy ?? {};
  if (Object.hasOwn(NOT_UPDATED, type)) {
    return [
      {
        path: 'updateStrategy.type',
        leftOut: [{ type: NOT_UPDATED[type] }],
        setting: type,
      },
    ];
  }
  if (type !== 'ServerSideApply') return [];
  return (serverSideApply?.ignoreFields.items ?? []).flatMap((item, index) => {
    if (!item) return [];
    const { jsonPointers, jsonPaths, jqPathExpressions } = item;
    return [
      {
        path: `updateStrategy.serverSideApply.ignoreFields[${index}]`,
        leftOut: [
          ...jsonPointers.items.map(text => ({
            type: 'pointer' as const,
            text,
          })),
          ...jsonPaths.items.map(text => ({ type: 'jsonpath' as const, text })),
          ...jqPathExpressions.items.map(text => ({
            type: 'jq' as const,
            text,
          })),
        ],
        leftOutTotal:
          jsonPointers.total + jsonPaths.total + jqPathExpressions.total,
        setting: item.condition,
      },
    ];
  });
}

function ignoreFieldsNotRead({ updateStrategy }: ManifestConfig): number {
  const fields = updateStrategy?.serverSideApply?.ignoreFields;
  if (!fields || updateStrategy?.type !== 'ServerSideApply') return 0;
  return fields.total - fields.items.filter(Boolean).length;
}

/** What the agent does not bring anew, whatever became of it on the cluster. */
export function readIgnoreRules(
  work: ManifestWorkObject,
  { source }: MapContext,
): IgnoreRules | undefined {
  const configs = work.spec?.manifestConfigs;
  if (!configs || configs.total === 0) return undefined;
  const kinds = kindsOf(work);
  const isFirstOf = firstOfEach();
  const rules: ReadIgnoreRule[] = [];
  let notRead = configs.total - configs.items.length;
  configs.items.forEach((config, index) => {
    if (!config?.updateStrategy) return;
    const isFirst = isFirstOf(config);
    for (const { path, ...rule } of leftOutOf(config)) {
      rules.push({
        path: `spec.manifestConfigs[${index}].${path}`,
        target: targetOf(config, kinds, isFirst),
        ...rule,
        atSync: true,
      });
    }
    notRead += ignoreFieldsNotRead(config);
  });
  return boundedIgnoreRules(source, rules, notRead);
}
