import type { z } from 'zod';
import type { StageProblem } from './StageProblem';

/** `stages[1].waves[0].size`; of labels, whose keys may be anything, as text. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    return /^[A-Za-z]\w*$/.test(key)
      ? `${text}.${key}`
      : `${text}[${JSON.stringify(key)}]`;
  }, 'stages');
}

function adviceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `take out ${issue.keys
        .map(key => JSON.stringify(key))
        .join(', ')}, or correct how it is written`;
    case 'too_small':
    case 'too_big':
      return 'write a value within what is allowed';
    case 'invalid_type':
      return `write ${
        issue.expected === 'array'
          ? 'a list'
          : `a value of the type ${issue.expected}`
      }`;
    case 'invalid_key':
      return 'write the key as the label has it';
    case 'invalid_format':
    case 'invalid_union':
      return 'write it in the form that is asked for';
    default:
      return 'write a value that is allowed here';
  }
}

/** What zod found, as problems that say where, what, and what to do. */
export function problemsOfShape(error: z.ZodError): StageProblem[] {
  return error.issues.map(issue => ({
    path: pathText(issue.path),
    message: issue.message,
    advice: adviceOf(issue),
  }));
}
