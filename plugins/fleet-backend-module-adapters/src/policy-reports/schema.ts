import {
  boundedListOf,
  lenient,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const text = lenient(z.string());

/** No API server keeps an object that has more. */
const MAX_RESULTS = 20_000;

const referenceSchema = z.object({
  apiVersion: text,
  kind: z.string().min(1),
  namespace: text,
  name: z.string().min(1),
  uid: text,
});

export type Reference = z.output<typeof referenceSchema>;

const timestampSchema = lenient(
  z.object({ seconds: z.number(), nanos: lenient(z.number()) }),
);

/** Only those of its entries that are text are anything that is read. */
const propertiesSchema = lenient(z.record(z.string(), z.unknown()));

const resultSchema = z.object({
  policy: z.string(),
  rule: text,
  /** `status` in the first version. */
  result: text,
  status: text,
  source: text,
  severity: text,
  category: text,
  message: text,
  timestamp: timestampSchema,
  resources: lenient(boundedListOf(referenceSchema, MAX_RESULTS)),
  /** `data` in the first version. */
  properties: propertiesSchema,
  data: propertiesSchema,
});

export type ReportedResult = z.output<typeof resultSchema>;

/** All kinds and versions: none has a specification or a status. `summary` is not read. */
export const reportSchema = z.object({
  metadata: metadataSchema,
  source: text,
  scope: lenient(referenceSchema),
  results: boundedListOf(resultSchema, MAX_RESULTS),
});

export type ReportObject = z.output<typeof reportSchema>;
