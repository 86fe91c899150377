import { releasePromoteExamples } from './release.examples';
import {
  releaseEditAction,
  type ReleaseEditOptions,
} from './releaseEditAction';

/** `fleet:release:promote`: has Git say the release that a wave is to run. */
export function createReleasePromoteAction(options: ReleaseEditOptions) {
  return releaseEditAction(options, {
    id: 'fleet:release:promote',
    description:
      'Writes the images of a release, by their digests, into the files that deliver it to a wave, as far as the gates of the promotion are open and the files are as they were when it was planned. Comments and all else stay as they are.',
    examples: releasePromoteExamples,
    direction: 'promote',
  });
}
