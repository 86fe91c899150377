import type { ClusterTokenProvider } from '@fleetview/backstage-plugin-fleet-node';
import { failureText } from './failureText';
import { getTokenInTime } from './getTokenInTime';
import type { TokenAnswer, TokenRequest } from './messages';

/** Gets a token for a collecting thread, and answers whatever comes of it. */
export async function answerTokenRequest(options: {
  request: TokenRequest;
  /** Of the running session; none if it has ended since. */
  provider: ClusterTokenProvider | undefined;
  post: (answer: TokenAnswer) => void;
}): Promise<void> {
  const { request, provider, post } = options;
  const about = { type: 'token', request: request.request } as const;
  if (!provider) {
    post({ ...about, reason: 'the cluster is not read any more' });
    return;
  }
  try {
    const { token, expiresAt } = await getTokenInTime(provider);
    post({
      ...about,
      token,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
  } catch (error) {
    post({ ...about, reason: failureText(error) });
  }
}
