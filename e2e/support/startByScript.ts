import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT, start, untilAnswers } from './scripts';

/**
 * Starts the portal by the script behind `npm start`, and waits until it answers.
 *
 * @param options.folder - keeps what it leaves behind
 * @param options.args - as they stand after `npm start --`
 */
export async function startByScript(options: {
  folder: string;
  port: number;
  args: string[];
}): Promise<ChildProcess> {
  const { folder, port, args } = options;
  const child = start(
    process.execPath,
    [path.join(ROOT, 'scripts', 'start.mjs'), ...args, '--port', String(port)],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, FLEET_STATE: folder, INIT_CWD: ROOT },
    },
  );
  let said = '';
  child.stderr?.on('data', data => {
    said += data;
  });
  try {
    await untilAnswers(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
      { child },
    );
  } catch (error) {
    throw new Error(`npm start failed: ${said}`, { cause: error });
  }
  return child;
}
