/** Waits until something holds that nobody tells of. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(resolve => {
      setTimeout(resolve, 2);
    });
  }
}

/** Lets everything happen that has no reason to wait. */
export async function settle(): Promise<void> {
  await new Promise(resolve => {
    setTimeout(resolve, 60);
  });
}
