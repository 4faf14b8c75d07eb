// How fast the pages are for a person, measured in the browser: opening a record, logging a call, scrolling a long list.
//   CRM_URL=http://localhost:8080 node speed.js [--rows 100000] [--samples 40]
import { chromium } from '@playwright/test';
import { parseArgs } from 'node:util';
import config from './playwright.config.js';

const { values: options } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, samples: { type: 'string', default: '40' } } });
const rows = Number(options.rows);
const samples = Number(options.samples);
const base = config.use.baseURL;
const SCROLL_MS = 5_000;

const browser = await chromium.launch(config.use.launchOptions);
const context = await browser.newContext({ baseURL: base, viewport: config.use.viewport, locale: 'en-GB', bypassCSP: true });
const page = await context.newPage();
await page.goto('/');
await page.locator('#username').fill('crm-admin');
await page.locator('#password').fill('crm');
await page.locator('#kc-login').click();
await page.getByRole('heading', { level: 1 }).waitFor();

async function api(method, path, data, type = 'application/json') {
  const answer = await context.request.fetch(`/api/v1${path}`, { method, data, timeout: 600_000, headers: { 'X-CRM-Request': '1', Origin: base, ...(data === undefined ? {} : { 'Content-Type': type }) } });
  if (!answer.ok()) {
    throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  }
  return answer.json();
}

/** Fills the list up to the wanted length by an import, as a person would. */
async function fill() {
  const { total } = await api('GET', '/leads?limit=1&fields=id&count=true');
  if (total >= rows) {
    return total;
  }
  const lines = ['firstName,lastName,company,email,leadSource'];
  for (let i = total; i < rows; i++) {
    lines.push(`Ada${i},Byron${i},Company ${i},ada${i}@company${i}.example,Web`);
  }
  let job = await api('POST', '/leads/imports', lines.join('\n'), 'text/csv');
  while (!['COMPLETED', 'FAILED'].includes(job.state)) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    job = await api('GET', `/imports/${job.id}`);
  }
  return total + job.created;
}

/** Milliseconds from an act in the page until what it leads to is painted. */
const until = (act, seen, argument) => page.evaluate(async ([act, seen, argument]) => {
  const done = new Function('argument', `return ${seen}`);
  const begin = performance.now();
  new Function('argument', act)(argument);
  while (!done(argument)) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (performance.now() - begin > 20_000) {
      throw new Error(`not seen: ${seen}`);
    }
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - begin;
}, [act, seen, argument]);

function told(name, all, aim) {
  const sorted = [...all].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms of ${all.length} (aim ${aim})`);
}

const ROW = '[role=table] a[href^="/leads/"]';

/** Milliseconds from the click on the nth lead of the list until its page stands. */
async function openRecord(nth) {
  await page.locator(ROW).first().waitFor();
  const title = await page.locator(ROW).nth(nth).innerText();
  return until(`[...document.querySelectorAll('${ROW}')].find((each) => each.innerText === argument).click()`,
    `document.querySelector('h1')?.innerText === argument && document.querySelectorAll('section').length > 2`, title);
}

/** Nobody points at the row before, so all of the record is fetched after the click. */
async function openRecords() {
  const first = [];
  for (let i = 0; i < 10; i++) {
    await page.goto('/leads');
    first.push(await openRecord(i));
  }
  told('open the first record after the page was loaded', first, 'none');
  const taken = [];
  for (let i = 0; i < samples; i++) {
    await page.goto(`/leads?sort=${['createdAt', '-createdAt', 'lastName', 'company'][i % 4]}`);
    await openRecord(11);
    for (let nth = 0; nth < 5; nth++) {
      await page.goBack();
      taken.push(await openRecord(nth));
    }
  }
  told('open a record', taken, 'p95 150 ms');
}

async function logCalls() {
  const { items: [lead] } = await api('GET', '/leads?limit=1');
  await page.goto(`/leads/${lead.id}`);
  const line = page.getByRole('tabpanel').getByLabel('What happened, or what comes next?');
  await page.getByRole('tabpanel').getByText('Call', { exact: true }).click();
  const taken = [];
  for (let i = 0; i < samples + 3; i++) {
    const said = `Called about number ${i} at ${Date.now()}`;
    await line.fill(said);
    const ms = await until(`document.querySelector('[role=tabpanel] form').requestSubmit()`, `[...document.querySelectorAll('[role=tabpanel] a')].some((each) => each.innerText === argument)`, said);
    if (i >= 3) {
      taken.push(ms);
    }
  }
  told('log a call', taken, 'p95 300 ms');
}

async function scroll(total) {
  await page.goto('/leads?sort=createdAt');
  await page.getByRole('table').getByRole('link').first().waitFor();
  const frames = await page.evaluate(async (time) => {
    const list = document.querySelector('[role=table]');
    const gaps = [];
    const begin = performance.now();
    let before = begin;
    while (performance.now() - begin < time) {
      list.scrollTop += 60;
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      gaps.push(now - before);
      before = now;
    }
    return gaps.slice(1);
  }, SCROLL_MS);
  const loaded = await page.getByText(/loaded$/).innerText();
  const late = frames.filter((gap) => gap > 25).length;
  console.log(`scroll a list of ${total}: ${(1000 * frames.length / frames.reduce((sum, gap) => sum + gap, 0)).toFixed(1)} frames a second, ${late} of ${frames.length} late, ${loaded} (aim 60)`);
}

try {
  const total = await fill();
  await openRecords();
  await logCalls();
  await scroll(total);
} finally {
  await browser.close();
}
