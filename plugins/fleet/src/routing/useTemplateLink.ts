import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { templateRouteRef } from './routes';

/** The templates that come with Fleet's module of the scaffolder. */
export type FleetTemplate =
  | 'adopt-drift'
  | 'policy-exception'
  | 'policy-exception-removal'
  | 'promote-release'
  | 'right-size';

/**
 * Leads to the form of a template, filled in as far as the page knows.
 *
 * @returns what makes the address; it gives nothing where the portal has no scaffolder
 */
export function useTemplateLink(): (
  template: FleetTemplate,
  values: Record<string, unknown>,
) => string | undefined {
  const page = useRouteRef(templateRouteRef);
  return useCallback(
    (template, values) =>
      page &&
      `${page({
        namespace: 'default',
        templateName: template,
      })}?${new URLSearchParams({ formData: JSON.stringify(values) })}`,
    [page],
  );
}
