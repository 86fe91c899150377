import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say of `FleetClusterPicker`. */
export const clusterPickerSchema = makeFieldSchema({
  output: z => z.union([z.string(), z.array(z.string())]),
  uiOptions: z =>
    z.object({
      value: z
        .enum(['name', 'id'])
        .optional()
        .describe('What the form gets of a cluster. By default its name'),
      eligible: z
        .object({
          reachable: z
            .boolean()
            .optional()
            .describe('It answers, and what is known of it is current'),
          region: z.union([z.string(), z.array(z.string())]).optional(),
          environment: z.union([z.string(), z.array(z.string())]).optional(),
          tier: z.union([z.string(), z.array(z.string())]).optional(),
          provider: z.union([z.string(), z.array(z.string())]).optional(),
          owner: z.union([z.string(), z.array(z.string())]).optional(),
        })
        .optional()
        .describe('Clusters that are not so are shown with the reason'),
      allowIneligible: z
        .boolean()
        .optional()
        .describe('Those that are not eligible can be chosen all the same'),
      filters: z
        .object({
          region: z.union([z.string(), z.array(z.string())]).optional(),
          environment: z.union([z.string(), z.array(z.string())]).optional(),
          tier: z.union([z.string(), z.array(z.string())]).optional(),
          provider: z.union([z.string(), z.array(z.string())]).optional(),
          owner: z.union([z.string(), z.array(z.string())]).optional(),
        })
        .optional()
        .describe('What the list is narrowed to at first'),
      ownerAware: z
        .boolean()
        .optional()
        .describe('Clusters where the component runs come first'),
      componentField: z
        .string()
        .optional()
        .describe('The field of the form that has the component'),
    }),
});
