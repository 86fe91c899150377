import { expect, type Page } from '@playwright/test';

/** Signs somebody of the simulated company in, by what the sign-in page calls him. */
export async function signIn(page: Page, title: string): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByRole('button', { name: /sign in/i })
    .click();
  await expect(page).toHaveURL(/\/fleet$/);
}
