import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say of `FleetRegionPicker`. */
export const regionPickerSchema = makeFieldSchema({
  output: z => z.union([z.string(), z.array(z.string())]),
  uiOptions: z =>
    z.object({
      of: z
        .enum(['regions', 'waves'])
        .optional()
        .describe('What is chosen. By default regions'),
      allowNew: z
        .boolean()
        .optional()
        .describe('One region can be written that no cluster is in yet'),
      allowUnassigned: z
        .boolean()
        .optional()
        .describe('What has no region, or is in no wave, can be chosen'),
      filters: z
        .object({
          environment: z.union([z.string(), z.array(z.string())]).optional(),
          tier: z.union([z.string(), z.array(z.string())]).optional(),
          provider: z.union([z.string(), z.array(z.string())]).optional(),
          owner: z.union([z.string(), z.array(z.string())]).optional(),
        })
        .optional()
        .describe('Which clusters count'),
      componentField: z
        .string()
        .optional()
        .describe('The field of the form that has the component of the waves'),
    }),
});
