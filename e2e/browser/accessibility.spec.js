import AxeBuilder from '@axe-core/playwright';
import { deal, expect, test, unique } from './people.js';

/** Every page that the navigation leads to, and one record of each kind, in both themes: nothing that axe finds. */
const parts = [
  ['lists of sales and marketing', /^\/(leads|handoffs|opportunities|accounts|contacts|activities|campaigns)?$/, ['/leads', '/opportunities']],
  ['everything else', /^\/(?!(leads|handoffs|opportunities|accounts|contacts|activities|campaigns)?$)/, ['/accounts', '/contacts', '/activities', '/cases', '/campaigns', '/products']],
];

for (const [name, fits, records] of parts) {
  test(`${name} are for everybody`, async ({ as }) => {
    test.setTimeout(300_000);
    const { page, api } = await as('crm-admin');
    await someOfEach(api);
    await page.goto('/');
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Audit' })).toBeVisible();
    const links = await page.getByRole('navigation').getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    const paths = links.filter((path) => fits.test(path));
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
    }
    expect(paths.length).toBeGreaterThan(8);
    expect(found).toEqual([]);
  });
}

async function someOfEach(api) {
  const word = unique();
  const made = await deal(api, `Deal ${word}`);
  await api.post('/leads?allowDuplicate=true', { lastName: word, company: `Works of ${word}`, email: `${word}@example.com` });
  await api.post('/contacts', { lastName: word, accountId: made.accountId });
  await api.post('/activities', { type: 'TASK', subject: word, dueAt: '2026-01-01T09:00:00Z', relatedTo: [{ type: 'opportunity', id: made.id }] });
  await api.post('/campaigns', { name: word, type: 'WEBINAR', budgetedCost: 10, currency: 'EUR' });
  await api.post('/products', { name: word, code: word, price: 5, currency: 'EUR' });
  await api.post('/cases', { subject: word, priority: 'URGENT', type: 'INCIDENT', origin: 'PHONE' });
}
