/*
 * A process of the benchmark that is told what to do over IPC: messages with an
 * id, answers with the same.
 */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

const running = new Set();

/** Ends every child that is left. */
export async function endChildProcesses() {
  await Promise.all([...running].map(child => child.stop()));
}

export class ChildProcess extends EventEmitter {
  #child;
  #last = 0;
  #waiting = new Map();

  /** Starts a file; resolves when it says that it is ready. */
  static async start(file, options = {}) {
    const child = new ChildProcess(file, options);
    await child.#ready;
    return child;
  }

  #ready;

  constructor(file, { execArgv = [], env = {}, cwd } = {}) {
    super();
    this.#child = fork(file, [], {
      execArgv,
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    running.add(this);
    let failed;
    this.#ready = new Promise((resolve, reject) => {
      failed = reject;
      this.#child.on('message', message => {
        if (message.ready) {
          resolve();
        } else if (message.event) {
          this.emit(message.event, message);
        } else {
          const waiting = this.#waiting.get(message.id);
          this.#waiting.delete(message.id);
          if (message.error) waiting?.reject(new Error(message.error));
          else waiting?.resolve(message.answer);
        }
      });
    });
    const fail = error => {
      failed(error);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    // A message that it no longer takes: it is about to end.
    this.#child.on('error', fail);
    this.#child.on('exit', (code, signal) => {
      running.delete(this);
      fail(
        new Error(
          `'${file}' ended (${signal ?? `code ${code}`}) before it answered`,
        ),
      );
    });
  }

  get pid() {
    return this.#child.pid;
  }

  ask(command, options = {}) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new Error(`A process is gone that was to do '${command}'`));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ ...options, id, command });
    });
  }

  /** Asks it to end, and makes it where it does not. */
  stop(graceMs = 10_000) {
    if (this.#child.exitCode !== null || this.#child.signalCode)
      return undefined;
    return new Promise(resolve => {
      this.#child.once('exit', resolve);
      if (this.#child.connected) this.#child.disconnect();
      setTimeout(() => this.#child.kill('SIGKILL'), graceMs).unref();
    });
  }

  kill() {
    return new Promise(resolve => {
      this.#child.once('exit', resolve);
      this.#child.kill('SIGKILL');
    });
  }
}
