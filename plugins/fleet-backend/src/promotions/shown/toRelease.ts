import type {
  NotPinned,
  Release,
} from '@fleetview/backstage-plugin-fleet-common';
import { defined } from '../../values';

/** What a release has of its one component. */
export function toRelease({ id, components }: Release) {
  const [component] = components;
  return defined({
    id,
    images: (component?.images ?? []).map(
      ({ workload, container, repository, tag, digest }) =>
        defined({ workload, container, repository, tag, digest }),
    ),
    revision: component?.revision,
  });
}

/** What people call a release by: the tag of its first image, else what it is. */
export function versionOf({ components }: Release): string | undefined {
  const [component] = components;
  const [image] = component?.images ?? [];
  return (
    image?.tag ?? image?.digest?.slice(0, 19) ?? component?.revision?.value
  );
}

export function toNotPinned({
  notPinned,
}: {
  notPinned: readonly NotPinned[];
}) {
  return notPinned.map(({ workload, container, reference, because }) =>
    defined({ workload, container, reference, because }),
  );
}
