import type {
  ClusterToken,
  ClusterTokenProvider,
} from '@fleetview/backstage-plugin-fleet-node';

const TIMEOUT_MS = 20_000;

/** Asks for a token; whoever does not answer is not waited for, so that the next request asks again. */
export async function getTokenInTime(
  provider: Pick<ClusterTokenProvider, 'getToken'>,
): Promise<ClusterToken> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      provider.getToken(),
      new Promise<never>((_resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error(`nobody answered within ${TIMEOUT_MS} ms`)),
          TIMEOUT_MS,
        );
        timer.unref();
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
