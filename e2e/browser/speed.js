// How fast the pages are for a person, measured in the browser: opening a record, logging a call, scrolling a long list.
// Calls are logged as each role that may.
//   CRM_URL=http://localhost:8080 node speed.js [--rows 100000] [--samples 40] [--only open|log|scroll]
import { chromium } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import config from './playwright.config.js';

const { values: options } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, samples: { type: 'string', default: '40' }, only: { type: 'string' } } });
const rows = Number(options.rows);
const samples = Number(options.samples);
const base = config.use.baseURL;
const SCROLL_MS = 5_000;

const browser = await chromium.launch(config.use.launchOptions);

/** Somebody who has logged in, with the API as the same person uses it, and with what measures this page. */
async function somebody(user) {
  const context = await browser.newContext({ baseURL: base, viewport: config.use.viewport, locale: 'en-GB', bypassCSP: true });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('#username').fill(user);
  await page.locator('#password').fill('crm');
  await page.locator('#kc-login').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const api = async (method, path, data, type = 'application/json') => {
    const answer = await context.request.fetch(`/api/v1${path}`, { method, data, timeout: 600_000, headers: { 'X-CRM-Request': '1', Origin: base, ...(data === undefined ? {} : { 'Content-Type': type }) } });
    if (!answer.ok()) {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    }
    return answer.json();
  };
  return { context, page, api, until: measuring(page), leave: () => context.close() };
}

/** Milliseconds from an act in the page until what it leads to is painted. */
const measuring = (page) => (act, seen, argument) => page.evaluate(async ([act, seen, argument]) => {
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

const { context, page, api, until } = await somebody('crm-admin');

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

/** Who may log a call, as the rules say; the user of each role is called like it. */
const { create } = JSON.parse(readFileSync(new URL('../../contracts/src/main/resources/access/opportunities.json', import.meta.url), 'utf8')).records.activity;
const LOGGERS = create.filter((role) => role !== 'integration');
const LINE = '[role=dialog] form input:not([type=radio])';
const UNMEASURED = 4;

/**
 * From anywhere: a key opens the line, another one stores it, and nothing else has to be touched. What is measured is what
 * the machine takes of it, from the first key to the line that waits for words and from the second to the page as it was.
 */
async function logCalls(role) {
  const { page, api, until, leave } = await somebody(role);
  const { items: [account] } = await api('GET', '/accounts?limit=1&fields=id');
  const places = ['/', '/accounts', '/activities', `/accounts/${account.id}`];
  const word = `w${randomUUID().replaceAll(/[^a-f]/g, '')}`;
  const opened = [];
  const stored = [];
  for (let i = 0; i < samples + UNMEASURED; i++) {
    if (i % Math.ceil((samples + UNMEASURED) / places.length) === 0) {
      await page.goto(places[i === 0 ? 0 : Math.floor((places.length * i) / (samples + UNMEASURED))]);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(1_500);
    }
    const open = await until(`document.documentElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', code: 'KeyC', bubbles: true }))`,
      `document.activeElement.matches('${LINE}')`);
    await page.locator(LINE).fill(`Called about ${word} ${i}`);
    const store = await until(`document.querySelector('[role=dialog] form').requestSubmit()`, `!document.querySelector('[role=dialog]')`);
    if (i >= UNMEASURED) {
      opened.push(open);
      stored.push(store);
    }
  }
  const { total } = await api('GET', `/activities?filter=${encodeURIComponent('owner==me;type==CALL')}&q=${encodeURIComponent(word)}&limit=1&count=true`);
  if (total !== samples + UNMEASURED) {
    throw new Error(`${role} logged ${samples + UNMEASURED} calls and ${total} are there`);
  }
  told(`${role} logs a call from anywhere in 2 interactions`, opened.map((ms, i) => ms + stored[i]), 'p95 300 ms');
  await leave();
}

/** Scrolls as fast as a wheel does and counts frames, and those in which a row was missing that should have been seen. */
async function glide(selector) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const spent = async () => Object.fromEntries((await devtools.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const before = await spent();
  const seen = await page.evaluate(async ([selector, time]) => {
    const list = document.querySelector(selector);
    const height = list.clientHeight;
    const rows = list.querySelector('[data-rows]') ?? [...list.querySelectorAll('[role=rowgroup]')].at(-1);
    const place = (row) => Number.parseFloat(row.style.top);
    const tall = rows.firstElementChild.offsetHeight;
    const gaps = [];
    let blank = 0;
    let stood = 0;
    let was = -1;
    const begin = performance.now();
    let last = begin;
    while (performance.now() - begin < time) {
      const top = list.scrollTop;
      stood += top === was ? 1 : 0;
      was = top;
      // where rows are placed one by one, what stands in the page reaches from above the first line to below the last
      const first = rows.firstElementChild;
      if (place(first) > top || place(rows.lastElementChild) + tall < top + height - 80) {
        blank++;
      }
      list.scrollTop = top + 60;
      const now = await new Promise((resolve) => requestAnimationFrame(resolve));
      gaps.push(now - last);
      last = now;
    }
    return { gaps: gaps.slice(1), blank, stood };
  }, [selector, SCROLL_MS]);
  const after = await spent();
  await devtools.detach();
  const frames = seen.gaps.length;
  const each = (name) => ((1000 * (after[name] - before[name])) / frames).toFixed(1);
  return {
    ...seen,
    frames,
    rate: (1000 * frames) / seen.gaps.reduce((sum, gap) => sum + gap, 0),
    late: seen.gaps.filter((gap) => gap > 25).length,
    work: `${each('ScriptDuration')} ms of script, ${each('RecalcStyleDuration')} of style, ${each('LayoutDuration')} of layout, ${each('TaskDuration')} of all work a frame`,
  };
}

/** The same scroll over ready rows of plain HTML and no script at all: more than that no list can do on this machine. */
async function floor() {
  await page.goto('about:blank');
  await page.setContent(`<style>body{margin:0;font:14px system-ui}#list{height:640px;overflow:auto}.row{display:grid;grid-template-columns:36px 2fr repeat(9,1fr);height:41px;align-items:center;border-bottom:1px solid #ddd;contain:strict}</style>
    <div id="list"><div data-rows>${Array.from({ length: 10_000 }, (_, i) => `<div class="row"><span></span>${Array.from({ length: 10 }, (_, j) => `<span>Cell ${i} ${j}</span>`).join('')}</div>`).join('')}</div></div>`);
  await page.waitForTimeout(1_000);
  const seen = await glide('#list');
  console.log(`scroll 10,000 ready rows of plain HTML without any script, the floor: ${seen.rate.toFixed(1)} frames a second, ${seen.late} of ${seen.frames} late; ${seen.work}`);
}

async function scroll(total) {
  await page.goto('/leads?sort=createdAt');
  await page.getByRole('table').getByRole('link').first().waitFor();
  await page.waitForTimeout(1_500);
  const seen = await glide('[role=table]');
  const loaded = await page.getByText(/(loaded|in all)$/).innerText();
  console.log(`scroll a list of ${total}: ${seen.rate.toFixed(1)} frames a second, ${seen.late} of ${seen.frames} late, ${seen.blank} with a row missing, ${seen.stood} waiting for rows, ${loaded} (aim 60); ${seen.work}`);
}

try {
  const total = options.only === 'log' ? undefined : await fill();
  if (!options.only || options.only === 'open') {
    await openRecords();
  }
  if (!options.only || options.only === 'log') {
    for (const role of LOGGERS) {
      await logCalls(role);
    }
  }
  if (!options.only || options.only === 'scroll') {
    await scroll(total);
    await floor();
  }
} finally {
  await browser.close();
}
