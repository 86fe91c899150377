/** A pause that can be cut short, and that keeps no process alive. */
export class Pause {
  #end: () => void = () => undefined;

  /** Resolves after so many milliseconds, or when it is cut short. */
  async last(ms: number): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the pause that lasts, if one does. */
  cut(): void {
    this.#end();
  }
}
