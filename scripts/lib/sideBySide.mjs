/*
 * Pictures of one page as several people see it, beside each other.
 */
import path from 'node:path';

const SIZE = { width: 1_100, height: 900 };
const GAP = 8;

/** Signs somebody of the simulated company in, and takes a picture of the page. */
async function shotOf(browser, { url, at, shows, theme, person }) {
  const context = await browser.newContext({
    viewport: SIZE,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await context.addInitScript(
    chosen => localStorage.setItem('theme', chosen),
    theme,
  );
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page
      .getByRole('listitem')
      .filter({ hasText: person })
      .getByRole('button', { name: /sign in/i })
      .click();
    await page.waitForURL(/\/fleet$/);
    await page.goto(`${url}${at}`);
    await page.locator(shows).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, SIZE.height - 1);
    return await page.screenshot({ animations: 'disabled', caret: 'hide' });
  } finally {
    await context.close();
  }
}

/**
 * @param options.people - what they are called where one signs in
 * @param options.file - where the picture goes
 */
export async function sideBySide(browser, { people, file, ...options }) {
  const shots = [];
  for (const person of people) {
    shots.push(await shotOf(browser, { ...options, person }));
  }
  const page = await browser.newPage({
    viewport: {
      width: people.length * (SIZE.width / 2 + GAP) - GAP,
      height: SIZE.height / 2,
    },
  });
  const images = shots.map(
    shot =>
      `<img width="${
        SIZE.width / 2
      }" src="data:image/png;base64,${shot.toString('base64')}">`,
  );
  await page.setContent(
    `<body style="margin:0;display:flex;gap:${GAP}px;background:#888">${images.join(
      '',
    )}</body>`,
  );
  await page.screenshot({ path: path.resolve(file), type: 'png' });
  await page.close();
}
