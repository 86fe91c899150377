import type { ReadIgnoreRule } from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { readGlobs } from './readGlobs';
import { type Override, overrideSchema, type SettingsItem } from './schema';

/** Longer than what anybody writes by hand. */
const MAX_DOCUMENT = 64 * 1024;

const EVERY_KIND = '*/*';

function documentOf(text: string): Override | undefined {
  if (text.length > MAX_DOCUMENT) return undefined;
  try {
    // Without aliases nothing grows beyond what was read.
    const document: unknown = parse(text, { maxAliasCount: 0 });
    const { success, data } = overrideSchema.safeParse(document ?? {});
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A rule of Argo CD's settings for one group and kind, such as `apps/Deployment`; the core
 * group has no name. Managers are honoured for a kind by its name, and for every kind, and
 * not for globs beside that.
 *
 * @returns nothing where it cannot be read
 */
export function readOverride({
  key,
  ignoreDifferences,
}: SettingsItem['overrides'][number]): ReadIgnoreRule | undefined {
  const document = documentOf(ignoreDifferences);
  const [first, second, ...rest] = key.split('/');
  if (!document || rest.length > 0) return undefined;
  const { jsonPointers, jqPathExpressions, managedFieldsManagers } = document;
  const [group, kind] = second === undefined ? ['', first] : [first, second];
  const managers =
    key === EVERY_KIND || !/[*?[{]/.test(key)
      ? managedFieldsManagers
      : { items: [], total: 0 };
  return {
    path: `resourceOverrides["${key}"].ignoreDifferences`,
    target: readGlobs({ group, kind }),
    leftOut: [
      ...jsonPointers.items.map(text => ({ type: 'pointer' as const, text })),
      ...jqPathExpressions.items.map(text => ({ type: 'jq' as const, text })),
      ...managers.items.map(text => ({ type: 'manager' as const, text })),
    ],
    leftOutTotal: jsonPointers.total + jqPathExpressions.total + managers.total,
  };
}
