import { z } from 'zod';
import { secret } from './hubSchemas';

/** Whom the portal is to a cluster when it tells its systems something: never who reads it. */
export const actSchema = z
  .strictObject({
    cluster: z.string().min(1).max(253),
    token: secret
      .regex(/^[!-~]+$/, 'has to be one word of plain characters')
      .optional(),
    tokenFile: z.string().min(1).max(4096).optional(),
    server: z
      .string()
      .max(2000)
      .refine(
        value =>
          URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
        'has to be an http:// or https:// URL',
      )
      .optional(),
  })
  .superRefine(({ token, tokenFile }, context) => {
    if ((token === undefined) === (tokenFile === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [],
        message:
          token === undefined
            ? "needs one of 'token' and 'tokenFile': acting never uses the credentials that the cluster is read with"
            : "may have only one of 'token' and 'tokenFile'",
      });
    }
  });
