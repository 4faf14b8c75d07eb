import { deal, expect, test, unique } from './people.js';

test.describe('a day without a mouse', () => {
  test.use({ provoked: /status of (412|422)/ });

  /** Goes on by Tab, as far as a person would have to. */
  async function tabTo(page, target) {
    await expect(target).toBeVisible();
    for (let pressed = 0; pressed < 400; pressed++) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`${target} is not reached by Tab`);
  }

  test('a rep logs in, finds a deal, logs a call, moves the card and edits it while somebody is faster', async ({ page, as }) => {
    const name = `Deal ${unique()}`;
    const manager = await as('sales-manager');
    const rep = await as('sales-rep');
    const made = await deal(rep.api, name, { closeDate: '2026-01-01' });

    await page.goto('/');
    await expect(page.locator('#username')).toBeFocused();
    await page.keyboard.type('sales-rep');
    await page.keyboard.press('Tab');
    await page.keyboard.type('crm');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello');

    await page.keyboard.press('Control+k');
    await expect(page.getByPlaceholder('Find a record, or type what to do')).toBeFocused();
    await page.keyboard.type(name);
    await expect(page.getByRole('button', { name: `${name} opportunity` })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();

    await expect(page.getByPlaceholder('Find a record, or type what to do')).toHaveCount(0);
    await page.keyboard.press('c');
    await expect(page.getByRole('dialog').getByLabel('What happened, or what comes next?')).toBeFocused();
    await page.keyboard.type('Called, wants a quote');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('tabpanel').getByRole('link', { name: 'Called', exact: true })).toBeVisible();
    await expect(page.getByRole('tabpanel').getByRole('link', { name: 'Wants a quote' })).toBeVisible();

    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await expect(page.getByRole('heading', { level: 1, name: 'Pipeline' })).toBeVisible();
    const from = page.getByRole('region', { name: 'Prospecting', exact: true });
    const to = page.getByRole('region', { name: 'Qualification', exact: true });
    await expect(from.getByRole('link', { name })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: `Move ${name}` }));
    await page.keyboard.press('Space');
    await expect(page.getByRole('status').filter({ hasText: 'over Prospecting' })).toBeAttached();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status').filter({ hasText: 'over Qualification' })).toBeAttached();
    await page.keyboard.press('Space');
    await expect(to.getByRole('link', { name })).toBeVisible();
    await expect.poll(async () => (await rep.api.get(`/opportunities/${made.id}`)).stageName).toBe('Qualification');

    await tabTo(page, to.getByRole('link', { name }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.keyboard.press('e');
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type(' with support');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: `${name} with support` })).toBeVisible();

    await page.keyboard.press('e');
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type(' and training');
    await manager.api.patch(`/opportunities/${made.id}`, { name: `${name} for less` });
    await page.keyboard.press('Enter');
    const conflict = page.getByRole('dialog', { name: 'Somebody was faster' });
    await expect(conflict).toContainText('Mona Sales');
    await expect(conflict).toContainText(`${name} for less`);
    await tabTo(page, conflict.getByRole('radio', { name: 'Name: Mine' }));
    await page.keyboard.press('Space');
    await tabTo(page, conflict.getByRole('button', { name: 'Save my choice' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: `${name} with support and training` })).toBeVisible();
    expect((await rep.api.get(`/opportunities/${made.id}`)).name).toBe(`${name} with support and training`);
  });
});
