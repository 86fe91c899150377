export function sleep(ms) {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

/** Asks again until something is so; throws with what was asked for after the time. */
export async function until(
  what,
  isSo,
  { timeoutMs = 240_000, everyMs = 200 } = {},
) {
  const deadline = Date.now() + timeoutMs;
  let last;
  for (;;) {
    last = await isSo();
    if (last === true) return;
    if (Date.now() > deadline) {
      throw new Error(
        `${what}: not within ${timeoutMs / 1_000} s. Last: ${JSON.stringify(
          last,
        )}`,
      );
    }
    await sleep(everyMs);
  }
}
