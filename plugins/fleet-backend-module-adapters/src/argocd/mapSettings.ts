import {
  boundedName,
  type ComparisonFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  boundedIgnoreRules,
  factBase,
  type Mapped,
  type PollContext,
  type ReadIgnoreRule,
} from '@fleetview/backstage-plugin-fleet-node';
import { readOverride } from './readOverride';
import type { SettingsItem } from './schema';

/** What an Argo CD leaves out whichever Application it compares. */
export function mapSettings(
  { overrides }: SettingsItem,
  context: PollContext,
): Mapped {
  const { source } = context;
  const rules: ReadIgnoreRule[] = [];
  let notRead = 0;
  for (const override of overrides) {
    const rule = readOverride(override);
    if (rule) rules.push(rule);
    else notRead += 1;
  }
  const fact: ComparisonFact = {
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      { subject: { type: 'none' } },
    ),
    type: 'comparison',
    engine: 'argocd',
    namespace: boundedName(source.namespace ?? ''),
    ignoreRules: boundedIgnoreRules(source, rules, notRead) ?? {
      rules: [],
      total: 0,
    },
  };
  return { facts: [fact] };
}
