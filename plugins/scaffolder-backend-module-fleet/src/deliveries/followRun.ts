import type { ActionRun } from '@fleetview/backstage-plugin-fleet-common';

const EVERY_MS = 2_000;

/** Whether nothing more comes of it. */
export function hasEnded({ state }: Pick<ActionRun, 'state'>): boolean {
  return ['seen', 'failed', 'timed-out'].includes(state);
}

/**
 * Waits until what a system was told is seen in its object, or is known not to be.
 *
 * @param options.sleep - waits for so many milliseconds
 * @throws Error where it failed, or was not seen in time: it is not taken for done
 */
export async function followRun(
  run: ActionRun,
  options: {
    look: (runId: string) => Promise<ActionRun>;
    sleep: (ms: number) => Promise<void>;
    tell: (text: string) => void;
  },
): Promise<ActionRun> {
  let now = run;
  let told = '';
  for (;;) {
    if (now.state !== told) options.tell(`${now.title}: ${now.state}`);
    told = now.state;
    if (hasEnded(now)) break;
    await options.sleep(EVERY_MS);
    now = await options.look(now.id);
  }
  if (now.state === 'seen') return now;
  const why = now.steps.at(-1)?.message;
  throw new Error(
    `${now.title} of ${now.target.kind} ${now.target.name} on ${
      now.target.cluster.name
    } ${
      now.state === 'failed'
        ? 'failed'
        : 'was not seen in time, and may still come'
    }${why ? `: ${why}` : ''}. Look at it on the component's Fleet tab.`,
  );
}
