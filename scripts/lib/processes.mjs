/*
 * Child processes that end with this one, and say what they do.
 */
import { spawn } from 'node:child_process';
import net from 'node:net';

const children = new Set();

/** Says something to whoever runs a script. */
export function say(message) {
  process.stderr.write(`fleet: ${message}\n`);
}

/** Starts a child that ends when this process ends. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

/** Ends all children, and waits until they have. */
export async function endChildren() {
  await Promise.all(
    [...children].map(
      child =>
        new Promise(resolve => {
          child.once('exit', resolve);
          child.kill('SIGTERM');
          setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
        }),
    ),
  );
}

/** Ends everything when this process is told to end. */
export function endWithUs() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      await endChildren();
      process.exit(0);
    });
  }
}

/** Runs a child to its end; answers its exit code and, where asked, its output. */
export function run(command, args, options = {}) {
  const { capture = false, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = start(command, args, {
      ...rest,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : rest.stdio ?? 'inherit',
    });
    let output = '';
    child.stdout?.on('data', data => {
      output += data;
    });
    child.stderr?.on('data', data => {
      output += data;
    });
    child.on('error', reject);
    child.on('exit', code => resolve({ code: code ?? 1, output }));
  });
}

/** Resolves when a line of a child's output matches; rejects when it ends before. */
export function untilLine(child, pattern) {
  return new Promise((resolve, reject) => {
    let rest = '';
    child.stdout.on('data', data => {
      rest += data;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (pattern.test(line)) resolve(line);
      }
    });
    child.on('exit', code =>
      reject(new Error(`it ended with code ${code} before it was ready`)),
    );
  });
}

/** Whether a port of this machine can be listened on. */
export function isFree(port) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port of this machine that nothing listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Resolves when an address answers 200; rejects when a child ends before, or after the time. */
export async function untilAnswers(url, { child, timeoutMs = 180_000 }) {
  const deadline = Date.now() + timeoutMs;
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  while (Date.now() < deadline) {
    if (ended) throw new Error('it ended before it answered');
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      if (response.status === 200) return;
    } catch {
      // Not yet.
    }
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
  }
  throw new Error(`${url} did not answer within ${timeoutMs / 1000} s`);
}
