import type {
  FleetCheck,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  parseImageReference,
  type ImageReference,
} from '@fleetview/backstage-plugin-fleet-node';
import { failed, notApplicable, passed, someOf, unknown } from '../../verify';
import { recordsOf, textOf } from '../manifests/json';
import { nameOf, type Manifest } from '../manifests/Manifest';
import { podsOf } from '../manifests/podsOf';
import type { SourceImages } from '../read/readSourceImages';

const CHECK = 'image-digests';

type Wanted = { digest: string; source: string; confirmedAt: string };

type Verdict =
  | { state: 'same'; says: string; source: string; confirmedAt: string }
  | { state: 'other' | 'open'; says: string };

/** Whether images are those of the source, by their digests: a tag may mean another there, or tomorrow. */
export function judgeImages(options: {
  manifests: readonly Manifest[];
  namespaceOf: (manifest: Manifest) => string;
  source?: SourceImages;
  /** Where the same workloads are on the source; where they are here, if absent. */
  sourceNamespace?: string;
  images?: PreflightRequest['images'];
  asOf: string;
}): FleetCheck {
  const { manifests, source, images = [], asOf } = options;
  if (!source && images.length === 0) {
    return notApplicable(CHECK, 'No source was named to compare images with.');
  }
  const containers = manifests.flatMap(manifest =>
    containersOf(manifest).map(container => ({ manifest, container })),
  );
  if (containers.length === 0) {
    return unknown(
      CHECK,
      'not-evaluated',
      'No images are in what was handed in, so none were compared.',
    );
  }
  const verdicts = containers.map(({ manifest, container }) =>
    verdictOf(`${nameOf(manifest)} ${container.name}`, container.image, () =>
      wantedOf(manifest, container, options),
    ),
  );
  const saysOf = (state: Verdict['state']) =>
    verdicts.filter(each => each.state === state).map(({ says }) => says);
  const evidence = verdicts.flatMap(verdict =>
    verdict.state === 'same'
      ? [
          {
            source: verdict.source,
            says: verdict.says,
            confirmedAt: verdict.confirmedAt,
          },
        ]
      : [],
  );
  const others = saysOf('other');
  if (others.length > 0) {
    return failed(
      CHECK,
      `Other images than the source has: ${someOf(others)}.`,
      [
        ...evidence,
        ...others.map(says => ({
          source: 'manifests',
          says,
          confirmedAt: asOf,
        })),
      ],
      'Take the digests of the source.',
    );
  }
  const open = saysOf('open');
  return open.length > 0
    ? unknown(
        CHECK,
        'unstated',
        `Whether these are the images of the source is not known: ${someOf(
          open,
        )}.`,
        { evidence, advice: 'Pin images by digest, here and at the source.' },
      )
    : passed(
        CHECK,
        `All ${verdicts.length} images are the source's.`,
        evidence,
      );
}

function verdictOf(
  where: string,
  image: ImageReference | undefined,
  wanted: () => Wanted | { because: string },
): Verdict {
  if (!image?.digest) {
    return { state: 'open', says: `${where} is pinned by no digest` };
  }
  const found = wanted();
  if ('because' in found) {
    return { state: 'open', says: `${where}: ${found.because}` };
  }
  return found.digest === image.digest
    ? { ...found, state: 'same', says: `${where} has ${image.digest}` }
    : {
        state: 'other',
        says: `${where} has ${image.digest}, and the source ${found.digest}`,
      };
}

type Container = { name: string; image?: ImageReference };

function containersOf(manifest: Manifest): Container[] {
  const spec = podsOf(manifest, manifest.object)?.spec ?? {};
  return ['initContainers', 'containers'].flatMap(list =>
    recordsOf(spec[list]).map(({ name, image }) => {
      const parsed = parseImageReference(textOf(image) ?? '');
      return {
        name: textOf(name) ?? '(unnamed)',
        ...(parsed ? { image: parsed } : {}),
      };
    }),
  );
}

function wantedOf(
  manifest: Manifest,
  { name, image }: Container,
  options: Parameters<typeof judgeImages>[0],
): Wanted | { because: string } {
  const { source, images = [], asOf } = options;
  const named = images.filter(
    ({ repository }) => repository === image?.repository,
  );
  const [first, ...rest] = new Set(named.map(({ digest }) => digest));
  if (first !== undefined && rest.length === 0) {
    return { digest: first, source: 'release', confirmedAt: asOf };
  }
  if (first !== undefined) {
    return { because: 'several digests are given of its repository' };
  }
  if (!source) return { because: 'no digest is given of its repository' };
  const namespace = options.sourceNamespace ?? options.namespaceOf(manifest);
  const workload = source.workloads.find(
    each =>
      each.kind === manifest.kind &&
      each.name === manifest.name &&
      each.namespace === namespace,
  );
  if (!workload) {
    return { because: `${source.cluster} has none, or none that you may see` };
  }
  const { staleBecause, confirmedAt } = workload;
  if (staleBecause !== undefined || confirmedAt === undefined) {
    return {
      because: `what ${source.cluster} runs is not known now: ${
        staleBecause ?? 'it was never confirmed'
      }`,
    };
  }
  const digest = workload.images.find(
    ({ container }) => container === name,
  )?.digest;
  return digest === undefined
    ? { because: `${source.cluster} pins no digest of it` }
    : { digest, source: source.cluster, confirmedAt };
}
