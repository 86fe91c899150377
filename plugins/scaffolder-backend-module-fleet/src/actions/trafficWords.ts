import path from 'node:path';
import type { Changed } from '../manifests';
import type { Share, Shift, WhichRoutes, WriterMark } from '../traffic';
import { branchOf } from './branchOf';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';
import { valueText } from './valueText';

/** Hosts take descriptions of some length only. */
const MOST = 100;

/** Of a pull request that moves traffic. */
export function shiftWords(
  which: WhichRoutes,
  shift: Shift,
  shares: readonly Share[],
  told: { notes: readonly string[]; reason?: string },
): PullRequestWords {
  const { folder, name } = which;
  const to = shift.to.map(each => each.name).join(', ');
  return {
    // From where it begins is part of it: the way back, and the same way again, are others.
    branch: branchOf(['traffic', name, to], folder, [
      JSON.stringify([which, shift, shares]),
    ]),
    title: oneLine(`Traffic of ${name}: ${titleOf(shift)}`),
    description: [
      table([
        ['Of', `${name} (${which.traffic})`],
        ['From', shift.from],
        ['To', to],
        ...(told.reason ? ([['Reason', told.reason]] as const) : []),
        ...shares
          .slice(0, MOST)
          .flatMap(({ file, at, name: part, before, after }, index) => [
            ...(index > 0 &&
            shares[index - 1].at === at &&
            shares[index - 1].file === file
              ? []
              : ([['Route', `${at} in '${file}'`]] as const)),
            [
              '  share',
              `${part}: ${before} % before, ${after} % after`,
            ] as const,
          ]),
      ]),
      list([
        ...told.notes,
        ...(shares.length > MOST
          ? [`${shares.length - MOST} more shares are not told here.`]
          : []),
      ]),
      'These are the shares by what the files say. What sets the same weights as well, such as Argo Rollouts and Flagger, sets them back; DNS takes its time to live.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

/** Of a pull request that hands on who writes, before traffic moves. */
export function handOnWords(
  { name, traffic }: WhichRoutes,
  shift: Shift,
  mark: WriterMark,
  { file, path: at, was, now }: Changed,
): PullRequestWords {
  return {
    branch: branchOf(['writer', name, mark.to], path.posix.dirname(file), [
      JSON.stringify([traffic, name, shift, mark]),
    ]),
    title: oneLine(`Hand on who writes for ${name}: ${mark.to} (1 of 2)`),
    description: [
      table([
        ['File', file],
        ['  at', at],
        ['  was', was === undefined ? 'not there' : valueText(was)],
        ['  is', valueText(now)],
      ]),
      list([
        'This is the first of two changes, and moves no traffic.',
        `Start the same template again, with the same answers, when this is merged. It makes the second one (${titleOf(
          shift,
        )}) once the fleet shows that this one arrived.`,
      ]),
    ].join('\n\n'),
  };
}

function titleOf({ from, to }: Shift): string {
  return to
    .map(({ name, percent }) =>
      percent === undefined
        ? `all of ${from} to ${name}`
        : `${percent} % to ${name}, from ${from}`,
    )
    .join('; ');
}
