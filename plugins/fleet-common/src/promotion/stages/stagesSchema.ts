import { z } from 'zod';

/** Names are in keys, branches and addresses: what is allowed in all of them. */
const name = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
    'has to be lower-case letters, digits and dashes, with a letter or digit at both ends',
  );

const values = z.array(z.string().min(1).max(253)).min(1).max(1000).optional();

/** Keys of labels, as Kubernetes has them; no key of any other object. */
const labels = z
  .record(
    z
      .string()
      .max(317)
      .regex(
        /^(?:[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-._A-Za-z0-9]*[A-Za-z0-9])?$/,
        'is no key of a label',
      ),
    z.array(z.string().max(63)).min(1).max(100),
  )
  .optional();

const selectorShape = {
  clusters: values,
  region: values,
  environment: values,
  tier: values,
  provider: values,
  labels,
};

const soakSeconds = z
  .number()
  .int()
  .min(0)
  .max(30 * 86_400);

const NO_SIZE =
  'has to be a number of clusters from 1 on, or a share from "1%" to "100%"';

const size = z.union(
  [
    z.number().int().min(1).max(5000),
    z.string().regex(/^(?:[1-9]\d?|100)%$/, NO_SIZE),
  ],
  { error: NO_SIZE },
);

const waveSchema = z.strictObject({
  name,
  ...selectorShape,
  /** The lowest goes first. The order of the list where absent. */
  order: z.number().int().min(0).max(1000).optional(),
  size: size.optional(),
  soakSeconds: soakSeconds.optional(),
});

const stageSchema = z.strictObject({
  name,
  ...selectorShape,
  /** The stage before it in the list where absent; an empty list for none. */
  after: z.array(name).max(20).optional(),
  soakSeconds: soakSeconds.default(0),
  waves: z.array(waveSchema).min(1).max(50).optional(),
});

/**
 * The stages that releases go through, in order.
 *
 * @public
 */
export const stagesSchema = z.array(stageSchema).min(1).max(50);

export type ConfiguredStage = z.output<typeof stageSchema>;

export type ConfiguredStageWave = z.output<typeof waveSchema>;
