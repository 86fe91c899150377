import { z } from 'zod';
import { pem, secret } from './hubSchemas';

/** With what a cluster is looked at before it is one of the fleet: a token that goes to one address alone. */
export const candidateSchema = z
  .strictObject({
    name: z
      .string()
      .max(63)
      .regex(
        /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
        'has to be of small letters, digits and hyphens',
      ),
    server: z
      .string()
      .max(2000)
      .refine(
        value => URL.canParse(value) && new URL(value).protocol === 'https:',
        'has to be an https:// URL',
      ),
    caData: pem.optional(),
    token: secret
      .regex(/^[!-~]+$/, 'has to be one word of plain characters')
      .optional(),
    tokenFile: z.string().min(1).max(4096).optional(),
  })
  .superRefine(({ token, tokenFile }, context) => {
    if ((token === undefined) === (tokenFile === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [],
        message:
          token === undefined
            ? "needs one of 'token' and 'tokenFile'"
            : "may have only one of 'token' and 'tokenFile'",
      });
    }
  });
