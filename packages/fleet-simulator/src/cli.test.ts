import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseCommandLine } from './cli';

describe('parseCommandLine', () => {
  it('has a default for everything', () => {
    expect(parseCommandLine([])).toMatchObject({
      port: 0,
      seed: 'fleet',
      tickMs: 3000,
      tls: false,
      paused: false,
      costHistoryDays: 0,
    });
  });

  it.each([
    [['--port', 'x'], "'--port x'"],
    [['--tick-ms', '1'], "'--tick-ms 1'"],
    [['--cost-history', '91'], "'--cost-history 91'"],
    [['--unknown'], '--unknown'],
    [['--scenario', 'a', '--objects', 'b'], 'exclude each other'],
  ])('refuses %j', (commandArguments, message) => {
    expect(() => parseCommandLine(commandArguments)).toThrow(message);
  });
});

describe('the command', () => {
  const program = resolve(__dirname, '../bin/fleet-simulator.cjs');
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleet-cli-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes its files, says ready, and ends with its parent', async () => {
    const child = spawn(
      process.execPath,
      [program, '--out', folder, '--exit-with-parent'],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    const exited = new Promise<number | null>(done => child.once('exit', done));
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line === 'ready') child.stdin.end();
    }
    expect(await exited).toBe(0);
    expect(lines).toHaveLength(14);
    expect(lines).toContainEqual(
      expect.stringMatching(/^prod-aps1 http:\S+ \d+ objects \(refuse\)$/),
    );
    expect(readdirSync(folder).sort()).toEqual([
      'app-config.simulator.yaml',
      'catalog.yaml',
      'kubeconfig.yaml',
    ]);
  }, 60_000);

  it('knows the release scenario by its name', async () => {
    const child = spawn(
      process.execPath,
      [program, '--scenario', 'release', '--paused', '--exit-with-parent'],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line.split(' ')[0]);
      if (line === 'ready') child.stdin.end();
    }
    expect(lines).toEqual([
      'hub-argocd',
      'hub-ocm',
      ...['eun1', 'euw1', 'use1'].flatMap(region =>
        ['argocd', 'flux', 'ocm'].map(engine => `${region}-${engine}`),
      ),
      'control',
      'ready',
    ]);
  }, 60_000);

  it('serves a repository for the promotion scenario, and leaves nothing of it', async () => {
    const child = spawn(
      process.execPath,
      [
        program,
        ...['--scenario', 'promotion', '--tls', '--paused'],
        ...['--out', join(folder, 'out'), '--exit-with-parent'],
      ],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, TMPDIR: folder },
      },
    );
    const exited = new Promise<number | null>(done => child.once('exit', done));
    let url = '';
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('git ')) url = line.slice(4);
      if (line !== 'ready') continue;
      const heads = execFileSync('git', ['ls-remote', '--heads', url]);
      expect(heads.toString()).toMatch(/^[0-9a-f]{40}\trefs\/heads\/main\n$/);
      expect(
        readFileSync(join(folder, 'out/app-config.simulator.yaml'), 'utf8'),
      ).toContain(url);
      child.stdin.end();
    }
    expect(await exited).toBe(0);
    expect(readdirSync(folder)).toEqual(['out']);
  }, 60_000);

  it('ends at once when told to', async () => {
    const child = spawn(process.execPath, [program, '--objects', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise<number | null>(done => child.once('exit', done));
    for await (const line of createInterface(child.stdout)) {
      if (line === 'ready') child.kill('SIGTERM');
    }
    expect(await exited).toBe(0);
  }, 60_000);

  it('says in one line what is wrong, and fails', async () => {
    const child = spawn(
      process.execPath,
      [program, '--scenario', join(folder, 'none.yaml')],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const exited = new Promise<number | null>(done => child.once('exit', done));
    let text = '';
    for await (const chunk of child.stderr) text += chunk;
    expect(text).toMatch(
      /^fleet-simulator: cannot read the scenario '.*none\.yaml': ENOENT.*\n$/,
    );
    expect(await exited).toBe(1);
  }, 60_000);
});
