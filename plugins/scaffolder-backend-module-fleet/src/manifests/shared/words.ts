import { z } from 'zod/v3';
import { imageOf } from '../../images';

/** A tag, as registries take it. */
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** A name of an image: a registry with its port, and a path. */
const IMAGE =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;
/** An image with a tag, a digest or both. */
const REFERENCE = new RegExp(
  `${IMAGE.source.slice(
    0,
    -1,
  )}(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`,
);
/** A version as charts have it: one, and no range. */
const CHART_VERSION =
  /^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
/** A branch, a tag, a commit or a version; nothing that Git would take for an option or a range. */
const REVISION =
  /^(?!.*(?:\.\.|\/\/|\.lock$|[/.]$))[A-Za-z0-9][\w./+-]{0,254}$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** RFC 1123, as names of objects are. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

export const tag = z.string().regex(TAG, 'is no tag of an image');
export const digest = z
  .string()
  .regex(DIGEST, "is no digest, as in 'sha256:…' with 64 digits");
export const imageName = z
  .string()
  .max(255)
  .regex(IMAGE, 'is no name of an image without tag and digest');
export const imageReference = z
  .string()
  .max(500)
  .regex(REFERENCE, 'is no image')
  .refine(text => {
    const { tag: own, digest: its } = imageOf(text) ?? {};
    return own !== undefined || its !== undefined;
  }, 'has neither a tag nor a digest');
export const chartVersion = z
  .string()
  .max(128)
  .regex(CHART_VERSION, "is no version of a chart, as in '1.2.3'");
export const revision = z
  .string()
  .regex(REVISION, 'is no branch, tag, commit or version');
export const commit = z.string().regex(COMMIT, 'is no whole commit');
export const objectName = z.string().regex(NAME, 'is no name of an object');

/** The file that an edit is of. */
export const file = z
  .string()
  .min(1)
  .max(1000)
  .describe(
    "The file, from the root of the repository, such as 'apps/overlays/prod/kustomization.yaml'.",
  );

/** Which of a file's objects is meant. */
export const object = {
  name: objectName
    .describe('The name of the object; not needed where the file has only one.')
    .optional(),
  namespace: objectName
    .describe('Its namespace, where two of the file have the same name.')
    .optional(),
};

const json = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.any()),
  z.record(z.any()),
]);

/** Values by their paths: of charts, of objects, and of elements of a list. */
export const values = z
  .array(
    z
      .object({
        path: z
          .string()
          .min(1)
          .max(1000)
          .describe(
            "Where it is, as in 'image.tag', 'env[name=LEVEL].value' or 'labels[\"example.com/a\"]'.",
          ),
        value: json.describe('What it is to be.'),
        add: z
          .boolean()
          .describe(
            'Whether it may be added where it is not there yet. Else that is refused, as it may be a slip.',
          )
          .optional(),
      })
      .strict(),
  )
  .min(1)
  .max(50);

export type Values = z.infer<typeof values>;

/** An image, and what it is to be. */
export const image = z
  .object({
    name: imageName.describe('The image, as the manifests name it.'),
    newName: imageName.describe('The image that takes its place.').optional(),
    newTag: tag.describe('Its tag.').optional(),
    digest: digest
      .describe('Its digest. A tag that is there goes, unless one is given.')
      .optional(),
  })
  .strict();

export const images = z.array(image).min(1).max(50);

export type Image = z.infer<typeof image>;
