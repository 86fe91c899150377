import {
  boundedName,
  boundedText,
  type FreezeFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  type Mapped,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import type { AppProjectObject } from './schema';

const MAX_WINDOWS = 200;
const MAX_PATTERNS = 200;

function patterns(values: readonly string[]): string[] {
  return values.slice(0, MAX_PATTERNS).map(boundedName);
}

/** One fact per sync window; a project without windows freezes nothing. */
export function mapAppProject(
  project: AppProjectObject,
  context: MapContext,
): Mapped {
  const windows = project.spec?.syncWindows ?? [];
  if (windows.length > MAX_WINDOWS) {
    return {
      skipped: 'too-large',
      detail: `spec.syncWindows: more than ${MAX_WINDOWS}`,
    };
  }
  return {
    facts: windows.map(
      (window, index): FreezeFact =>
        withoutUndefined({
          ...factBase(context, project.metadata, {
            subject: { type: 'none' },
            part: `window-${index}`,
          }),
          type: 'freeze',
          engine: 'argocd',
          effect: window.kind,
          schedule: boundedName(window.schedule),
          duration: boundedName(window.duration),
          timeZone: window.timeZone ? boundedName(window.timeZone) : undefined,
          manualAllowed: window.manualSync ?? false,
          overrunAllowed: window.syncOverrun,
          project: boundedName(context.source.name),
          match: window.andOperator ? 'all' : 'any',
          deliveries: patterns(window.applications),
          namespaces: patterns(window.namespaces),
          clusters: patterns(window.clusters),
          description: window.description
            ? boundedText(window.description)
            : undefined,
        }),
    ),
  };
}
