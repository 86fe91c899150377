import {
  absentable,
  lenient,
  listOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

const word = lenient(z.string());

/** Only what the Job left; labels and annotations of the ConfigMap are not read. */
export const configMapSchema = z.object({
  metadata: z.object({ deletionTimestamp: absentable(z.string()) }),
  data: absentable(z.record(z.string(), z.string())),
});

export type ConfigMapObject = z.output<typeof configMapSchema>;

/**
 * One benchmark of one kind of node. Commands, what they printed and what to do about
 * it are not read: arguments of the control plane stand there.
 */
export const controlsSchema = z.object({
  version: word,
  text: word,
  node_type: word,
  tests: z.array(
    z.object({
      desc: word,
      results: listOf(
        z.object({
          test_number: z.string(),
          test_desc: word,
          status: word,
          scored: lenient(z.boolean()),
          type: word,
        }),
      ),
    }),
  ),
});

export type Controls = z.output<typeof controlsSchema>;
export type TestResult = Controls['tests'][number]['results'][number];
