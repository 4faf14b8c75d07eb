// What every page and the dialogs that matter look like: light and dark, on a phone and on a desk. Nothing is changed for good.
//   CRM_URL=http://localhost:8080 node screenshots.js <folder> [--only <part of a name>] [--language de] [--widths phone,tablet,laptop,desk] [--schemes light,dark] [--pages http://localhost:5173]
// --pages takes the pages from elsewhere, such as Vite's server, which passes on to the platform what they ask the API.
// Fill the platform with ./crm demo before, so that there is something to see.
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Api } from './people.js';
import { collections, pages, worker } from './places.js';
import config from './playwright.config.js';

const { values: options, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', default: '' }, language: { type: 'string', default: 'en' }, widths: { type: 'string', default: 'phone,desk' }, schemes: { type: 'string', default: 'light,dark' }, pages: { type: 'string' } } });
if (!folder) {
  throw new Error('Say where the pictures go: node screenshots.js <folder>');
}
mkdirSync(folder, { recursive: true });
const base = config.use.baseURL;
const shown = options.pages ?? base;
const WIDTHS = { phone: { width: 390, height: 844 }, tablet: { width: 768, height: 1024 }, laptop: { width: 1280, height: 800 }, desk: { width: 1440, height: 900 } };
const TALLEST = 3_000;
const HOMES = ['sales-rep', 'sales-manager', 'marketing-manager', 'support-agent', 'data-steward', 'executive', 'crm-admin'];
const CSV = 'First name,Last name,Company,Mail,Lead source,Expected value\nAda,Byron,Analytical Engines,ada@engines.example,Web,"12,000"\nCharles,Babbage,Difference Works,charles@works.example,Fair,8000\n';

const words = (await import(`../../gateway/src/main/webui/src/language/${options.language}.json`, { with: { type: 'json' } })).default;
const text = (path) => path.split('.').reduce((part, name) => part[name], words);
const button = (page, path) => page.getByRole('button', { name: text(path), exact: true });
const newest = async (api, collection, filter) => (await api.get(`/${collection}?limit=1&sort=-createdAt${filter ? `&filter=${encodeURIComponent(filter)}` : ''}`)).items[0];

/** A dialog, and how one comes to it. */
const dialogs = [
  { name: 'dialog-palette', user: 'sales-rep', path: () => '/', open: async (page) => { await page.keyboard.press('Control+k'); await page.getByPlaceholder(text('palette.placeholder')).fill('in'); await page.waitForTimeout(900); } },
  { name: 'dialog-keys', user: 'sales-rep', path: () => '/', open: (page) => page.keyboard.press('?') },
  { name: 'dialog-menu', user: 'sales-manager', path: () => '/', open: async (page) => { const burger = page.getByRole('button', { name: text('shell.menu') }); if (await burger.isVisible()) { await burger.click(); } } },
  { name: 'dialog-log', user: 'sales-rep', path: () => '/', open: async (page) => { await button(page, 'shell.logCall').click(); await page.getByRole('dialog').getByRole('textbox').first().fill('Called Ada, follow up on Friday'); } },
  { name: 'dialog-new-lead', user: 'sales-rep', path: () => '/leads', open: (page) => button(page, 'list.new').click() },
  { name: 'dialog-new-deal', user: 'sales-rep', path: () => '/opportunities', open: (page) => button(page, 'list.new').click() },
  { name: 'dialog-filter', user: 'sales-manager', path: () => '/opportunities?filter=amount%3Dgt%3D1000%3BstageName%3D%3DNegotiation', open: (page) => button(page, 'list.filter').click() },
  { name: 'dialog-columns', widths: ['tablet', 'laptop', 'desk'], user: 'sales-manager', path: () => '/leads', open: (page) => button(page, 'list.columns').click() },
  { name: 'dialog-view', user: 'sales-manager', path: () => '/leads?filter=status%3D%3DNEW', open: (page) => button(page, 'view.save').click() },
  { name: 'dialog-nothing', user: 'sales-manager', path: () => '/leads?filter=lastName%3D%3DNobodyHasThisName', open: () => {} },
  { name: 'dialog-selected', user: 'sales-manager', path: () => '/leads', open: async (page) => { await page.getByRole('checkbox').nth(0).check(); await page.getByRole('checkbox').nth(1).check(); } },
  { name: 'dialog-import-1-file', user: 'sales-manager', path: () => '/leads', open: (page) => button(page, 'list.import').click() },
  { name: 'dialog-import-2-columns', user: 'sales-manager', path: () => '/leads', open: chooseFile },
  { name: 'dialog-import-3-tried', user: 'sales-manager', path: () => '/leads', open: async (page) => { await chooseFile(page); await button(page, 'import.try').click(); await page.getByText(text('import.tried')).waitFor(); } },
  { name: 'dialog-convert', user: 'sales-manager', path: async (api) => `/leads/${(await newest(api, 'leads', 'status==QUALIFIED'))?.id}`, open: (page) => button(page, 'lead.convert').click() },
  { name: 'dialog-disqualify', user: 'sales-manager', path: async (api) => `/leads/${(await newest(api, 'leads', 'status==NEW'))?.id}`, open: (page) => button(page, 'lead.disqualify').click() },
  { name: 'dialog-conflict', user: 'sales-manager', path: async (api) => `/leads/${(await newest(api, 'leads', 'status==NEW')).id}`, open: conflict },
  { name: 'dialog-edit', user: 'sales-manager', path: async (api) => `/accounts/${(await newest(api, 'accounts')).id}`, open: async (page) => { await showFields(page); await page.getByRole('button', { name: text('record.edit').replace('{{field}}', fieldWord('industry')) }).click(); } },
  { name: 'dialog-criteria', user: 'sales-manager', path: async (api) => `/opportunities/${(await newest(api, 'opportunities', 'forecastCategory==PIPELINE'))?.id}`, open: async (page) => { await button(page, 'deal.move').click(); await page.getByRole('menuitem').last().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'dialog-new-pipeline', user: 'sales-manager', path: () => '/pipelines', open: (page) => button(page, 'pipeline.new').click() },
  ...['timeline', 'consent.title', 'record.history', 'access.title'].map((tab) => ({ name: `tab-lead-${tab.split('.')[0]}`, user: 'sales-manager', path: async (api) => `/leads/${(await newest(api, 'leads', 'status==CONVERTED') ?? await newest(api, 'leads')).id}`, open: (page) => tabOf(page, tab === 'timeline' ? 'record.timeline' : tab) })),
  ...['record.health', 'kind.commitments', 'record.related', 'record.timeline'].map((tab) => ({ name: `tab-account-${tab.split('.')[1]}`, user: 'sales-manager', path: async (api) => `/accounts/${(await accountOfCase(api)) ?? (await newest(api, 'accounts')).id}`, open: (page) => tabOf(page, tab) })),
  ...['record.health', 'case.customer'].map((tab) => ({ name: `tab-case-${tab.split('.')[1]}`, user: 'support-agent', path: async (api) => `/cases/${(await newest(api, 'cases', 'accountId=null=false')).id}`, open: (page) => tabOf(page, tab) })),
  ...['campaign.members', 'campaign.touches'].map((tab) => ({ name: `tab-campaign-${tab.split('.')[1]}`, user: 'marketing-manager', path: async (api) => `/campaigns/${(await newest(api, 'campaigns')).id}`, open: (page) => tabOf(page, tab) })),
  { name: 'tab-deal-offer', user: 'sales-manager', path: async (api) => `/opportunities/${(await newest(api, 'opportunities')).id}`, open: (page) => tabOf(page, 'field.lineItems') },
];

const fieldWord = (name) => words.field[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const accountOfCase = async (api) => (await newest(api, 'cases', 'accountId=null=false').catch(() => undefined))?.accountId;

function tabOf(page, path) {
  const [group, name] = path.split('.');
  return page.getByRole('tab', { name: group === 'field' ? fieldWord(name) : words[group][name], exact: true }).click();
}

async function chooseFile(page) {
  await button(page, 'list.import').click();
  await page.locator('input[type=file]').setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await page.getByText('Analytical Engines').waitFor();
}

async function showFields(page) {
  const more = page.getByRole('button', { name: words.record.allFields ?? '–', exact: true });
  if (await more.isVisible().catch(() => false)) {
    await more.click();
  }
}

/** Somebody else is faster; what they have written is as it was, so that the record stays the same. */
async function conflict(page, api) {
  const id = page.url().split('/').pop();
  const { company, jobTitle } = await api.get(`/leads/${id}`);
  await page.route('**/stream', (route) => route.abort());
  await showFields(page);
  await page.getByRole('button', { name: text('record.edit').replace('{{field}}', fieldWord('company')) }).click();
  await api.patch(`/leads/${id}`, { company: `${company ?? 'Engines'} Ltd`, jobTitle: 'Head of purchasing' });
  await page.getByRole('textbox', { name: fieldWord('company') }).fill(`${company ?? 'Engines'} Group`);
  await button(page, 'save').first().click();
  await page.getByRole('dialog').waitFor();
  await api.patch(`/leads/${id}`, { company: company ?? null, jobTitle: jobTitle ?? null });
}

async function shoot(page, name, width) {
  for (const colorScheme of options.schemes.split(',')) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    const height = Math.min(TALLEST, Math.max(WIDTHS[width].height, await page.evaluate(() => document.scrollingElement.scrollHeight)));
    await page.setViewportSize({ ...WIDTHS[width], height });
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${folder}/${name}.${width}.${colorScheme}.png` });
    await page.setViewportSize(WIDTHS[width]);
  }
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (wide > WIDTHS[width].width) {
    console.log(`${name} is ${wide} px wide where ${WIDTHS[width].width} are`);
  }
}

async function quiet(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'), null, { timeout: 15_000 }).catch(() => console.log(`${page.url()} still has skeletons`));
  await page.waitForTimeout(400);
}

const shots = [
  ...HOMES.map((user) => ({ name: `home-${user}`, user, path: () => '/' })),
  ...pages.filter((path) => path !== '/').map((path) => ({ name: path.slice(1), user: worker(path), path: () => path })),
  ...collections.flatMap((collection) => [
    { name: collection, user: worker(`/${collection}`), path: () => `/${collection}` },
    { name: `${collection}-one`, user: worker(`/${collection}`), path: async (api) => `/${collection}/${(await newest(api, collection))?.id}` },
  ]),
  ...dialogs,
].filter((shot) => shot.name.includes(options.only)).sort((one, other) => one.user.localeCompare(other.user));

const browser = await chromium.launch(config.use.launchOptions);
const begun = new Map();
let failed = 0;
try {
  for (const { name, user, path, open, widths = Object.keys(WIDTHS) } of shots) {
    if (!begun.has(user)) {
      const context = await browser.newContext({ baseURL: base, locale: 'en-GB' });
      const page = await context.newPage();
      await page.goto('/');
      await page.locator('#username').fill(user);
      await page.locator('#password').fill('crm');
      await page.locator('#kc-login').click();
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 60_000 });
      begun.set(user, await context.storageState());
      await context.close();
    }
    for (const width of options.widths.split(',').filter((each) => widths.includes(each))) {
      const context = await browser.newContext({ baseURL: shown, locale: options.language === 'en' ? 'en-GB' : options.language, timezoneId: config.use.timezoneId, viewport: WIDTHS[width], storageState: begun.get(user), hasTouch: width === 'phone', bypassCSP: true });
      try {
        const page = await context.newPage();
        const api = new Api(page, base);
        page.setDefaultTimeout(30_000);
        const where = await path(api);
        if (where.includes('undefined')) {
          console.log(`${name}: there is no such record to show`);
          break;
        }
        await page.goto(where);
        await quiet(page);
        if (open) {
          await open(page, api);
          await page.waitForTimeout(600);
        }
        await shoot(page, name, width);
      } catch (fault) {
        failed++;
        console.log(`${name} ${width}: ${fault.message.split('\n')[0]}`);
      } finally {
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`${shots.length} pages and dialogs, ${failed} could not be shown; the pictures are in ${folder}`);
process.exitCode = failed > 0 ? 1 : 0;
