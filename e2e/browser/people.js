import { test as base, expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

export { expect };

/** What a page says against itself: errors in its console, what its policy forbade, and scripts that failed. */
function listen(page, complaints) {
  page.on('dialog', (dialog) => { complaints.push(`${page.url()}: a dialog opened: ${dialog.message()}`); void dialog.dismiss(); });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${page.url()}: ${message.text()} ${message.location().url ?? ''}`);
    }
  });
}

export async function logIn(page, user) {
  await page.goto('/');
  await page.locator('#username').fill(user);
  await page.locator('#password').fill('crm');
  await page.locator('#kc-login').click();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Home' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello, ');
}

/** The API as the person uses it who is logged in on this page. */
export class Api {
  constructor(page, base) {
    this.request = page.context().request;
    this.base = base;
  }

  async get(path) {
    return this.#send('get', path);
  }

  async post(path, data) {
    return this.#send('post', path, { data, headers: { 'Idempotency-Key': randomUUID() } });
  }

  async patch(path, data) {
    return this.#send('patch', path, { data: Buffer.from(JSON.stringify(data)), headers: { 'If-Match': '*', 'Content-Type': 'application/merge-patch+json' } });
  }

  async #send(method, path, { data, headers } = {}) {
    const answer = await this.request[method](`/api/v1${path}`, { ...(data === undefined ? {} : { data }), headers: { 'X-CRM-Request': '1', Origin: this.base, ...headers } });
    if (!answer.ok()) {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    }
    return answer.json();
  }
}

/** Where the sessions are that the setup has begun. */
export const session = (user) => new URL(`../target/sessions/${user}.json`, import.meta.url).pathname;

/** `as('sales-rep')` opens a browser of its own for somebody who is logged in; what it complained of fails the test in the end. */
export const test = base.extend({
  /** What a test means to provoke, as in a refusal of the API that the browser logs. */
  provoked: [undefined, { option: true }],
  complaints: async ({ provoked }, use) => {
    const complaints = [];
    await use(complaints);
    expect(complaints.filter((each) => !provoked?.test(each)), 'what pages complained of').toEqual([]);
  },
  as: async ({ browser, baseURL, complaints }, use, testInfo) => {
    const opened = [];
    const options = testInfo.project.use;
    await use(async (user, more = {}) => {
      const context = await browser.newContext({ baseURL, locale: options.locale, timezoneId: options.timezoneId, viewport: options.viewport, ...more, storageState: session(user) });
      opened.push(context);
      const page = await context.newPage();
      listen(page, complaints);
      return { page, api: new Api(page, baseURL) };
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

/** A word that is in no other record. */
export const unique = () => `j${randomUUID().replaceAll('-', '').slice(0, 10)}`;

/** A company with a deal, made by the person of this page. */
export async function deal(api, name, more = {}) {
  const account = await api.post('/accounts?allowDuplicate=true', { name: `Works of ${name}` });
  return api.post('/opportunities', { name, accountId: account.id, amount: 1200, currency: 'EUR', closeDate: '2027-06-30', ...more });
}

export async function chooseIn(page, label, typed, option = typed) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: option }).click();
}
