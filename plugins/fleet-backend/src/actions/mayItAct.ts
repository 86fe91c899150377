import type {
  ActionPlan,
  AdapterAction,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  collectionPath,
  KubernetesError,
  type KubernetesClient,
} from '@fleetview/kube-watch';

const REVIEWS = {
  group: 'authorization.k8s.io',
  version: 'v1',
  plural: 'selfsubjectaccessreviews',
  kind: 'SelfSubjectAccessReview',
};
/** Questions for one plan; no action needs so many. */
const MOST = 16;

/**
 * Why the acting credentials may not do what a plan needs, by the API server's own
 * word; nothing where they may.
 */
export async function mayItAct(options: {
  client: Pick<KubernetesClient, 'review'>;
  action: Pick<AdapterAction, 'rbac'>;
  plan: ActionPlan;
  signal?: AbortSignal;
}): Promise<string | undefined> {
  const { client, action, plan, signal } = options;
  const questions = new Map<string, Record<string, string>>();
  for (const { target, subresource } of plan.patches) {
    const resource = subresource
      ? `${target.plural}/${subresource}`
      : target.plural;
    const verbs = action.rbac
      .filter(each => each.group === target.group && each.resource === resource)
      .flatMap(each => each.verbs);
    for (const verb of new Set(['patch', ...verbs])) {
      const attributes = {
        group: target.group,
        resource: target.plural,
        ...(subresource ? { subresource } : {}),
        ...(target.namespace ? { namespace: target.namespace } : {}),
        name: target.name,
        verb,
      };
      questions.set(JSON.stringify(attributes), attributes);
    }
  }
  const denied = await Promise.all(
    [...questions.values()].slice(0, MOST).map(async attributes => {
      const body = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: REVIEWS.kind,
        spec: { resourceAttributes: attributes },
      };
      let answer: Record<string, unknown>;
      try {
        answer = await client.review(collectionPath(REVIEWS), { body, signal });
      } catch (error) {
        if (!(error instanceof KubernetesError)) throw error;
        // Whoever may not even ask may still act, but nobody would know before.
        return `the cluster was asked whether the acting credentials may do this, and did not say: ${error.reason}`;
      }
      const status = answer.status as { allowed?: unknown } | undefined;
      if (status?.allowed === true) return undefined;
      const what = [attributes.resource, attributes.subresource]
        .filter(Boolean)
        .join('/');
      return `the acting credentials may not ${attributes.verb} ${what}${
        attributes.group ? `.${attributes.group}` : ''
      }${
        attributes.namespace
          ? ` in the namespace '${attributes.namespace}'`
          : ''
      }: grant it in the cluster`;
    }),
  );
  return denied.find(reason => reason !== undefined);
}
