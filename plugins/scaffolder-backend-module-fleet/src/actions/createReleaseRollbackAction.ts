import { releaseRollbackExamples } from './release.examples';
import {
  releaseEditAction,
  type ReleaseEditOptions,
} from './releaseEditAction';

/** `fleet:release:rollback`: has Git say what a wave ran before. */
export function createReleaseRollbackAction(options: ReleaseEditOptions) {
  return releaseEditAction(options, {
    id: 'fleet:release:rollback',
    description:
      'Writes the images that a wave ran before a promotion into the files that deliver them, once somebody has asked for it to be taken back. What was never changed is left.',
    examples: releaseRollbackExamples,
    direction: 'roll-back',
  });
}
