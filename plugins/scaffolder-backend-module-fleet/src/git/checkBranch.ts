import { InputError } from '@backstage/errors';

/** Narrower than Git has it (git-check-ref-format): no name that a shell or a page reads otherwise. */
const BRANCH =
  /^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}(?<![./])$/;

/** @throws InputError where it is no name of a branch */
export function checkBranch(input: string, branch: string): string {
  if (BRANCH.test(branch)) return branch;
  throw new InputError(
    `'${input}' is ${JSON.stringify(
      branch.slice(0, 80),
    )}, which is no name of a branch.`,
  );
}
