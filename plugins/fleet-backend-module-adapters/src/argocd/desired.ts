import { defineDesired } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = z.string().catch('');

/** An object as JSON, or `null` where there is none. */
const state = z.string().nullish();

const answerSchema = z.object({
  items: z
    .array(
      z.object({
        group: text,
        kind: text,
        namespace: text,
        name: text,
        liveState: state,
        normalizedLiveState: state,
        predictedLiveState: state,
      }),
    )
    .nullish(),
});

function objectOf(json: string | null | undefined): object | undefined {
  const value: unknown = json ? JSON.parse(json) : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** Managed fields stay with the live object; what is compared may go without them. */
function withManagedFields(compared: object, live: object | undefined): object {
  const { metadata } = compared as { metadata?: object };
  const { managedFields } = Object(Object(live).metadata);
  return managedFields
    ? { ...compared, metadata: { ...metadata, managedFields } }
    : compared;
}

export const argocdDesired = [
  defineDesired({
    of: { group: 'argoproj.io', kind: 'Application' },
    kind: 'ManagedResource',
    from: 'http',
    reads:
      'what Argo CD compares, without what its rules leave out; values of Secrets are hidden before they leave Argo CD',
    extension: {
      role: 'argocd-api',
      grants:
        'of an object that differs, what Argo CD compares it with is asked for',
    },
    service: { name: 'argocd-server', port: 443, scheme: 'https' },
    maxBytes: 8 * 1024 * 1024,
    path: (application, { group, kind, namespace, name }) => {
      const query = new URLSearchParams({
        appNamespace: application.namespace,
        ...(group && { group }),
        kind,
        ...(namespace && { namespace }),
        name,
      });
      return `/api/v1/applications/${encodeURIComponent(
        application.name,
      )}/managed-resources?${query}`;
    },
    schema: answerSchema,
    read: ({ items }, { group, kind, namespace, name }) => {
      const found = items?.find(
        item =>
          item.group === group &&
          item.kind === kind &&
          item.namespace === namespace &&
          item.name === name,
      );
      if (!found) return { problem: 'Argo CD does not compare it' };
      const desired = objectOf(found.predictedLiveState);
      const compared = objectOf(found.normalizedLiveState);
      if (!desired) return { problem: 'Argo CD desires no such object' };
      if (!compared) return { problem: 'Argo CD sees no such object' };
      const live = withManagedFields(compared, objectOf(found.liveState));
      return { desired, live };
    },
  }),
];
