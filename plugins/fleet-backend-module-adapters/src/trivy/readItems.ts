import {
  boundedName,
  boundedText,
  type FindingFact,
  safeUrl,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { ExposedSecretReport, VulnerabilityReport } from './schema';
import { rankOf, readSeverity } from './readSeverity';

type Items = NonNullable<FindingFact['items']>;

const MAX_ITEMS = 20;

function name(text: string | undefined): string | undefined {
  return text ? boundedName(text) : undefined;
}

/** The worst of an image's vulnerabilities; of two that are as bad the one with the higher score. */
export function worstVulnerabilities({
  items,
}: VulnerabilityReport['report']['vulnerabilities']): Items {
  return items
    .map(item => ({ item, severity: readSeverity(item.severity) }))
    .sort(
      (a, b) =>
        rankOf(a.severity) - rankOf(b.severity) ||
        (b.item.score ?? 0) - (a.item.score ?? 0) ||
        (a.item.vulnerabilityID < b.item.vulnerabilityID ? -1 : 1),
    )
    .slice(0, MAX_ITEMS)
    .map(({ item, severity }) =>
      withoutUndefined({
        id: boundedName(item.vulnerabilityID),
        severity,
        title: item.title ? boundedText(item.title) : undefined,
        subject: name(item.resource),
        version: name(item.installedVersion),
        // Empty where there is no version without it.
        fixedVersion: name(item.fixedVersion),
        url: safeUrl(item.primaryLink),
      }),
    );
}

/** The worst of the secrets in an image: what they are and where, and never what they say. */
export function worstSecrets({
  items,
}: ExposedSecretReport['report']['secrets']): Items {
  return items
    .map(item => ({ item, severity: readSeverity(item.severity) }))
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity))
    .slice(0, MAX_ITEMS)
    .map(({ item, severity }) =>
      withoutUndefined({
        id: boundedName(item.ruleID),
        severity,
        title: item.title ? boundedText(item.title) : undefined,
        subject: name(item.target),
      }),
    );
}
