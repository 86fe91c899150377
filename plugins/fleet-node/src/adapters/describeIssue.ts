import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import type { z } from 'zod';

/** Where something does not fit its schema, and why. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue.path.map(String).join('.') || 'the object';
  return boundedText(`${path}: ${issue.message}`);
}
