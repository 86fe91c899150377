/* Finds a Chromium: the one that is named, the system's, then Playwright's own. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a browser that answers, or undefined. */
export function findBrowser() {
  return [process.env.FLEET_BROWSER, ...SYSTEM, playwrights()].find(
    file => file && fs.existsSync(file) && answers(file),
  );
}

function playwrights() {
  try {
    return execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        "import { chromium } from '@playwright/test'; console.log(chromium.executablePath());",
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ).trim();
  } catch {
    return undefined;
  }
}

function answers(file) {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
