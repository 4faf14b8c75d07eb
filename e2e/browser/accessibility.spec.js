import AxeBuilder from '@axe-core/playwright';
import { deal, expect, test, unique } from './people.js';
import { pages } from './places.js';

/** Every page that the navigation or the router names, and one record of each kind, in both themes: nothing that axe finds, and on a phone nothing to scroll sideways. */
const PHONE = { width: 390, height: 844 };

const parts = [
  ['lists of sales and marketing', /^\/(leads|handoffs|opportunities|accounts|contacts|activities|campaigns)?$/, []],
  ['all other places', /^\/(?!(leads|handoffs|opportunities|accounts|contacts|activities|campaigns)?$)/, []],
  ['records of each kind', /^(?!)/, ['/leads', '/opportunities', '/accounts', '/contacts', '/activities', '/cases', '/campaigns', '/products', '/commitments']],
];

for (const [name, fits, records] of parts) {
  test(`${name} are for everybody`, async ({ as }) => {
    test.setTimeout(300_000);
    const { page, api } = await as('crm-admin');
    await someOfEach(api);
    await page.goto('/');
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Audit' })).toBeVisible();
    const links = await page.getByRole('navigation').getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const paths = [...new Set([...links, ...pages])].filter((path) => fits.test(path));
    for (const collection of records) {
      paths.push(`${collection}/${(await api.get(`${collection}?limit=1&sort=-createdAt`)).items[0].id}`);
    }
    const found = [];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
        // the other theme changes colours and nothing else
        const axe = new AxeBuilder({ page }).setLegacyMode(true);
        const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze();
        found.push(...violations.flatMap((each) => each.nodes.map((node) => `${path} ${colorScheme}: ${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary?.slice(0, 300)}`)));
      }
      const desktop = page.viewportSize();
      await page.setViewportSize(PHONE);
      await page.waitForFunction(() => document.scrollingElement.scrollWidth <= innerWidth, null, { timeout: 5_000 })
        .catch(async () => found.push(`${path} is ${await page.evaluate(() => document.scrollingElement.scrollWidth)} px wide on a phone of ${PHONE.width}`));
      await page.setViewportSize(desktop);
    }
    expect(paths.length).toBeGreaterThan(6);
    expect(found).toEqual([]);
  });
}

async function someOfEach(api) {
  const word = unique();
  const made = await deal(api, `Deal ${word}`);
  await api.post('/leads?allowDuplicate=true', { lastName: word, company: `Works of ${word}`, email: `${word}@example.com` });
  await api.post('/commitments', { what: word, dueOn: '2027-01-01', opportunityId: made.id });
  await api.post('/contacts', { lastName: word, accountId: made.accountId });
  await api.post('/activities', { type: 'TASK', subject: word, dueAt: '2026-01-01T09:00:00Z', relatedTo: [{ type: 'opportunity', id: made.id }] });
  await api.post('/campaigns', { name: word, type: 'WEBINAR', budgetedCost: 10, currency: 'EUR' });
  await api.post('/products', { name: word, code: word, price: 5, currency: 'EUR' });
  await api.post('/cases', { subject: word, priority: 'URGENT', type: 'INCIDENT', origin: 'PHONE' });
}
