import type {
  Release,
  ReleaseImage,
  RunningImage,
  RunningInstance,
} from '../release';
import { makeRelease } from '../release';
import type { StagedStage } from '../stages';

/** A digest of the right form, told apart by a letter. */
export function digest(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0');
  return `sha256:${code.repeat(32)}`;
}

export const COMMIT = 'a'.repeat(40);
export const OTHER_COMMIT = 'b'.repeat(40);

export const CART = 'component:default/cart';
export const SHOP = 'component:default/shop';

/** `c@b` pinned, `c:1.0` by its tag. */
export function image(
  reference: string,
  more: Partial<RunningImage> = {},
): RunningImage & ReleaseImage {
  const [called, content] = reference.split('@');
  const [repository, tag] = called.split(':');
  return {
    workload: 'web',
    container: 'web',
    repository,
    ...(tag && { tag }),
    ...(content && { digest: digest(content) }),
    ...more,
  };
}

export function instance(
  cluster: string,
  images: readonly RunningImage[],
  more: Partial<RunningInstance> = {},
): RunningInstance {
  return {
    entityRef: CART,
    cluster,
    namespace: 'shop',
    isCurrent: true,
    isSettled: true,
    images,
    ...more,
  };
}

export function release(content = 'n', entityRef = CART): Release {
  return makeRelease([{ entityRef, images: [image(`r/cart:2@${content}`)] }]);
}

/** A stage after `staging` with waves of clusters. */
export function stage(
  waves: Record<string, readonly string[]>,
  soakMs = 100,
): StagedStage {
  return {
    name: 'production',
    after: ['staging'],
    waves: Object.entries(waves).map(([wave, clusters]) => ({
      key: `production/${wave}/1`,
      stage: 'production',
      wave,
      part: 1,
      soakMs,
      clusters,
    })),
  };
}
