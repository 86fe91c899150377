import { collectionPath, type KubernetesClient } from '@fleetview/kube-watch';
import { had } from './notHad';
import type { Review, ReviewAttributes } from './LiveSight';

const REVIEWS = {
  group: 'authorization.k8s.io',
  version: 'v1',
  plural: 'selfsubjectaccessreviews',
  kind: 'SelfSubjectAccessReview',
};
const AT_ONCE = 4;
/** More than adapters watch kinds, each with two verbs; whoever asks of more asks in vain. */
const MOST = 256;

/** Asks an API server what the credentials may do. Nothing is kept there. */
export async function askReviews(
  client: Pick<KubernetesClient, 'review'>,
  questions: readonly ReviewAttributes[],
  signal: AbortSignal,
): Promise<Review[]> {
  const reviews: Review[] = [];
  const waiting = questions.slice(0, MOST);
  for (let start = 0; start < waiting.length; start += AT_ONCE) {
    const answered = await Promise.all(
      waiting.slice(start, start + AT_ONCE).map(async attributes => ({
        attributes,
        answer: await had(askReview(client, attributes, signal)),
      })),
    );
    reviews.push(...answered);
    // One that does not answer one will not answer the next hundred.
    if (answered.every(({ answer }) => isSilent(answer))) break;
  }
  const rest = questions.slice(reviews.length).map(attributes => ({
    attributes,
    answer: { cause: 'not-asked' as const, reason: 'it was not asked' },
  }));
  return [...reviews, ...rest];
}

function isSilent(answer: Review['answer']): boolean {
  return 'cause' in answer && answer.cause === 'unreachable';
}

async function askReview(
  client: Pick<KubernetesClient, 'review'>,
  attributes: ReviewAttributes,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await client.review(collectionPath(REVIEWS), {
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: REVIEWS.kind,
      spec: { resourceAttributes: attributes },
    },
    signal,
  });
  const status = answer.status as { allowed?: unknown } | undefined;
  return status?.allowed === true;
}
