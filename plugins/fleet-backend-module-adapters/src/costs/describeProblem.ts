import type { z } from 'zod';

/** Where something does not fit, and how. */
export function describeProblem({ issues: [issue] }: z.ZodError): string {
  const path = issue.path.map(String).join('.');
  return path ? `${path}: ${issue.message}` : issue.message;
}
