import { refuse } from '../clusters';

const DURATION = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;
const MOST_HOURS = 100 * 366 * 24;

/**
 * How long backups are kept, as Go writes durations.
 *
 * @throws InputError where it is none, or shorter than an hour
 */
export function checkTtl(input: string, text: string): string {
  const [all, hours = '0', minutes = '0', seconds = '0'] =
    DURATION.exec(text) ?? [];
  const length =
    Number(hours) + Number(minutes) / 60 + Number(seconds) / (60 * 60);
  if (!all || length < 1 || length > MOST_HOURS) {
    return refuse(
      input,
      text,
      "it has to be an hour at least, in hours, minutes and seconds, as in '720h' or '720h0m0s'.",
    );
  }
  return text;
}
