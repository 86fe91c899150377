import {
  boundedName,
  type Revision,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  type MapContext,
  type Mapped,
  parseImageReference,
  revisionOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readReference } from './readReference';
import { readSource } from './readSource';
import type { ImagePolicyObject } from './schema';

type Chosen = { image: string; tag?: string; digest?: string };

/** The image that was chosen; before v1beta2 it is one text. */
function chosenOf({ status }: ImagePolicyObject): Chosen | undefined {
  const { latestRef, latestImage } = status ?? {};
  if (latestRef) {
    const { name, tag, digest } = latestRef;
    return withoutUndefined({ image: name, tag, digest });
  }
  const parsed = latestImage ? parseImageReference(latestImage) : undefined;
  return (
    parsed && {
      image: parsed.repository,
      tag: parsed.tag,
      digest: parsed.digest,
    }
  );
}

function revisionOfImage(chosen: Chosen | undefined): Revision | undefined {
  const { tag, digest } = chosen ?? {};
  if (digest) {
    const { type, value } = revisionOf(digest);
    return withoutUndefined({
      type,
      value,
      reference: tag ? boundedName(tag) : undefined,
    });
  }
  return tag ? { type: 'tag', value: boundedName(tag) } : undefined;
}

/** What is followed: a range of versions, or an order. */
function referenceOf({ spec }: ImagePolicyObject): string | undefined {
  const { semver, alphabetical, numerical } = spec?.policy ?? {};
  if (semver?.range) return semver.range;
  if (alphabetical) return `alphabetical, ${alphabetical.order ?? 'asc'}`;
  return numerical && `numerical, ${numerical.order ?? 'asc'}`;
}

/** Which tag of an image is the newest by a rule: what updates are made from. */
export function mapImagePolicy(
  policy: ImagePolicyObject,
  context: MapContext,
): Mapped {
  const chosen = chosenOf(policy);
  const repository = policy.spec?.imageRepositoryRef;
  return readSource(policy, context, {
    url: undefined,
    reference: referenceOf(policy),
    image: chosen?.image,
    parent: repository?.name
      ? readReference(
          { kind: 'ImageRepository', ...repository, name: repository.name },
          context.source.namespace,
        )
      : undefined,
    revision: revisionOfImage(chosen),
    artifactTime: undefined,
  });
}
