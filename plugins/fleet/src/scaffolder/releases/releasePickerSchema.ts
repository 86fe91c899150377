import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** What a template may say of `FleetReleasePicker`. */
export const releasePickerSchema = makeFieldSchema({
  output: z => z.union([z.string(), z.array(z.string())]),
  uiOptions: z =>
    z.object({
      componentField: z
        .string()
        .optional()
        .describe('The field of the form that has the component'),
      component: z
        .string()
        .optional()
        .describe('The component, where it is always the same'),
      environment: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .describe('Where a version has to run to be listed'),
      allowNew: z
        .boolean()
        .optional()
        .describe('One version can be written that runs nowhere'),
    }),
});
