import { chooseIn, expect, test, unique } from './people.js';

// what a stage asks for, it asks by a refusal; and support hears of a new customer a moment later
test.use({ provoked: /status of 422/ });

/** One customer from campaign to contentment, each step by mouse and by the person whose work it is. */
test('a campaign brings a lead, sales makes it a customer, support keeps it one', async ({ as }) => {
  const word = unique();
  const company = `Engines ${word}`;
  const marketing = (await as('marketing-manager')).page;
  const { page: sales, api: rep } = await as('sales-rep', { viewport: { width: 2000, height: 1000 } });
  const support = (await as('support-agent')).page;
  const says = (page, text) => expect(page.getByText(text, { exact: true }).first()).toBeVisible();

  await marketing.goto('/campaigns');
  await marketing.getByRole('button', { name: 'New', exact: true }).first().click();
  await marketing.getByRole('dialog').getByLabel('Name').fill(`Campaign ${word}`);
  await chooseIn(marketing, 'Type', 'Webinar');
  await marketing.getByRole('dialog').getByLabel('Budgeted cost').fill('1000');
  await marketing.getByRole('dialog').getByLabel('Currency').fill('USD');
  await marketing.getByRole('button', { name: 'Create' }).click();
  await marketing.getByRole('button', { name: 'Approve' }).click();
  await marketing.getByRole('button', { name: 'Launch' }).click();
  await says(marketing, 'Active');

  await marketing.getByRole('navigation').getByRole('link', { name: 'Leads' }).click();
  await marketing.getByRole('button', { name: 'New', exact: true }).first().click();
  const lead = marketing.getByRole('dialog');
  await lead.getByLabel('First name').fill('Ada');
  await lead.getByLabel('Last name').fill(`Byron ${word}`);
  await lead.getByLabel('Company').fill(company);
  await lead.getByLabel('Email').fill(`ada@${word}.example`);
  await lead.getByRole('button', { name: 'Create' }).click();
  await expect(marketing.getByRole('heading', { level: 1, name: `Ada Byron ${word}` })).toBeVisible();
  await marketing.getByRole('button', { name: 'Qualify', exact: true }).click();
  await marketing.getByRole('button', { name: 'Hand over' }).click();
  const offer = marketing.getByRole('dialog');
  await offer.getByRole('combobox', { name: 'Team' }).fill('sales-central');
  await marketing.getByRole('option', { name: 'sales-central' }).click();
  for (const question of await offer.locator('textarea[required]:not([aria-hidden])').all()) {
    await question.fill('Yes, this year');
  }
  await offer.getByRole('button', { name: 'Hand over' }).click();
  await expect(marketing).toHaveURL(/\/handoffs\//);
  await says(marketing, 'Offered');

  await sales.goto(new URL(marketing.url()).pathname);
  await sales.getByRole('button', { name: 'Accept' }).click();
  await says(sales, 'Accepted');
  await sales.getByRole('link', { name: `Ada Byron ${word}` }).click();
  await sales.getByRole('button', { name: 'Convert', exact: true }).click();
  const conversion = sales.getByRole('dialog');
  await conversion.getByLabel('Name of the opportunity').fill(`First order of ${word}`);
  await conversion.getByLabel('Amount (USD)').fill('2500');
  await conversion.getByLabel('Expected to close').fill('2026-01-01');
  await conversion.getByRole('button', { name: 'Convert', exact: true }).click();
  await says(sales, 'A new customer');
  await conversion.getByRole('link', { name: 'Open the opportunity' }).click();
  await expect(sales.getByRole('heading', { level: 1, name: `First order of ${word}` })).toBeVisible();
  const account = (await rep.get(`/opportunities/${new URL(sales.url()).pathname.split('/').at(-1)}`)).accountId;

  await sales.getByRole('navigation').getByRole('link', { name: 'Pipeline' }).click();
  await drag(sales, word, 'Qualification');
  await expect(sales.getByRole('region', { name: 'Qualification', exact: true }).getByRole('link', { name: word })).toBeVisible();
  await drag(sales, word, 'Closed Won');
  const why = sales.getByRole('dialog');
  await why.getByLabel('Win reason').fill('Best service');
  await why.getByLabel('Buying goals').fill('Fewer tools');
  await why.getByLabel('Success criteria').fill('All in one system by June');
  await why.getByRole('button', { name: 'Move' }).click();
  await expect(why).toBeHidden();
  await expect(sales.getByRole('region', { name: 'Closed Won', exact: true }).getByRole('link', { name: word })).toBeVisible();

  await support.goto('/cases');
  await support.getByRole('button', { name: 'New', exact: true }).first().click();
  const trouble = support.getByRole('dialog');
  await trouble.getByLabel('Subject').fill(`Nothing works ${word}`);
  await chooseIn(support, 'Priority', 'Urgent');
  await chooseIn(support, 'Account', company);
  await expect(async () => {
    await trouble.getByRole('button', { name: 'Create' }).click();
    await expect(trouble).toBeHidden({ timeout: 2_000 });
  }).toPass();
  await expect(support.getByRole('heading', { level: 1 })).toContainText(`Nothing works ${word}`);
  await support.getByLabel('Answer or note').fill('We are on it');
  await support.getByRole('button', { name: 'Send' }).click();
  await expect(support.getByRole('tabpanel').getByText('We are on it')).toBeVisible();
  await support.getByRole('button', { name: 'Resolve', exact: true }).click();
  await support.getByRole('dialog').getByLabel('Resolution').fill('Turned on');
  await support.getByRole('dialog').getByRole('button', { name: 'Resolve', exact: true }).click();
  await says(support, 'Resolved');

  await expect(async () => {
    await sales.goto(`/accounts/${account}`);
    await sales.getByRole('tab', { name: 'Timeline' }).click();
    await expect(sales.getByRole('tabpanel')).toContainText('Nothing works', { timeout: 3_000 });
  }).toPass();
  await sales.getByRole('tab', { name: 'Related' }).click();
  await expect(sales.getByRole('tabpanel').getByRole('link', { name: `First order of ${word}` })).toBeVisible();
  await expect(sales.getByRole('tabpanel').getByRole('link', { name: new RegExp(`Nothing works ${word}`) })).toBeVisible();
  await sales.getByRole('tab', { name: 'Health' }).click();
  await expect(sales.getByRole('progressbar', { name: 'Health' })).toBeVisible();
});

/** Takes a card by hand to another column, as slowly as the board wants to see it. */
async function drag(page, word, column) {
  const card = page.locator('.mantine-Card-root').filter({ hasText: word });
  const to = page.getByRole('region', { name: column, exact: true });
  await card.scrollIntoViewIfNeeded();
  const from = await card.boundingBox();
  const target = await to.boundingBox();
  await page.mouse.move(from.x + 30, from.y + from.height - 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 45, from.y + from.height - 5, { steps: 3 });
  await page.mouse.move(target.x + target.width / 2, target.y + 120, { steps: 8 });
  await page.mouse.up();
}
