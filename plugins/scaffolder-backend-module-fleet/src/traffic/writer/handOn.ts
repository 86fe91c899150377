import { InputError } from '@backstage/errors';
import {
  parsePathPattern,
  type PathPattern,
} from '@fleetview/backstage-plugin-fleet-common';
import type { AllowedPaths } from '../../allowed';
import {
  checkEdit,
  editManifest,
  type Changed,
  type Edit,
} from '../../manifests';
import type { Changes } from '../../workspace';
import type { WriterMark } from './Writer';

const LEASE = 'Lease.coordination.k8s.io';

/**
 * Has Git say that another cluster writes.
 *
 * @returns what changed; nothing where Git says so already
 * @throws InputError where Git says that yet another one writes, or it cannot be changed
 */
export async function handOn(
  mark: WriterMark,
  changes: Changes,
  allowed: AllowedPaths,
): Promise<Changed | undefined> {
  const edit = editOf(mark);
  const text = await changes.read(edit.file);
  if (text === undefined) {
    throw new InputError(
      `There is no file '${edit.file}' in what was fetched of the repository, which is to say who writes. Correct its path, or fetch it in a step before.`,
    );
  }
  const edited = editManifest(edit, text, {
    ...allowed,
    allow: [
      ...allowed.allow,
      {
        kinds: new Set([LEASE]),
        pattern: parsePathPattern('spec.holderIdentity') as PathPattern,
      },
    ],
  });
  const [changed] = edited.changed;
  if (!changed) return undefined;
  if (changed.was !== mark.from) {
    throw new InputError(
      `'${changed.path}' in '${edit.file}' says that ${JSON.stringify(
        changed.was ?? null,
      ).slice(0, 200)} writes, and not '${
        mark.from
      }'. Correct from where the writer is handed on.`,
    );
  }
  changes.write(edit.file, edited.text);
  return changed;
}

function editOf({
  in: place,
  file,
  kind,
  name,
  namespace,
  key,
  to,
}: WriterMark): Edit {
  const keyOf = () => {
    if (key) return key;
    throw new InputError(
      `'writer.key' is missing: it says which value of the ${place} names the writer.`,
    );
  };
  const which = {
    ...(name ? { name } : {}),
    ...(namespace ? { namespace } : {}),
  };
  const object = (its: string, path: string) =>
    checkEdit({
      edit: 'object',
      file,
      kind: its,
      ...which,
      values: [{ path, value: to }],
    });
  // A key may have any letters, and is one step of the path whatever they are.
  const below = (at: string) => `${at}[${JSON.stringify(keyOf())}]`;
  switch (place) {
    case 'lease':
      return object(LEASE, 'spec.holderIdentity');
    case 'config-map':
      return object('ConfigMap', below('data'));
    case 'annotation':
      if (!kind) {
        throw new InputError(
          "'writer.kind' is missing: the kind of the object that has the annotation, as in 'StatefulSet.apps'.",
        );
      }
      return object(kind, below('metadata.annotations'));
    default:
      return checkEdit({
        edit: 'helm-values',
        file,
        values: [{ path: keyOf(), value: to }],
      });
  }
}
