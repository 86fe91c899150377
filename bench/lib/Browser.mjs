/*
 * One open page, as the front end keeps it: told that something changed, it asks
 * again, one request at a time. Notes when it first sees what it waits for.
 */
export class Browser {
  #backend;
  #route;
  #waiting = new Map();
  #latencies = [];
  #asking = false;
  #askAgain = false;
  #listen = () => this.#refresh();
  failed;

  constructor(backend, route) {
    this.#backend = backend;
    this.#route = route;
    backend.child.on('signal', this.#listen);
    // As a page does when it is opened: nobody is told who has not asked.
    void this.#refresh();
  }

  /** From now on it looks for this release of a workload, which became true at that time. */
  expect({ name, tag, at }) {
    this.#waiting.set(`${name} 1.0.${tag}`, { name, tag, at });
  }

  get unseen() {
    return this.#waiting.size;
  }

  /** Latencies in ms so far; those that wait still are not among them. */
  get latencies() {
    return this.#latencies;
  }

  close() {
    this.#backend.child.off('signal', this.#listen);
  }

  async #refresh() {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    try {
      do {
        this.#askAgain = false;
        this.#look(JSON.parse(await this.#backend.get(this.#route)));
      } while (this.#askAgain);
    } catch (error) {
      this.failed ??= error;
    } finally {
      this.#asking = false;
    }
  }

  #look({ items }) {
    const now = Date.now();
    const shown = new Map(
      items.map(({ name, version }) => [name, Number(version?.split('.')[2])]),
    );
    for (const [key, { name, tag, at }] of this.#waiting) {
      // A later release overtakes an earlier one that was never seen by itself.
      if (shown.get(name) >= tag) {
        this.#waiting.delete(key);
        this.#latencies.push(now - at);
      }
    }
  }
}
