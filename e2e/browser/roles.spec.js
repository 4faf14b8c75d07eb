import { deal, expect, test, unique } from './people.js';

/** What each role sees first, and a piece of the work that is theirs; the story and the day without a mouse tell of the others. */

const home = (page, ...sections) => Promise.all(sections.map((name) => expect(page.getByRole('region', { name })).toBeVisible()));

test.describe('work of each role', () => {
  test.use({ provoked: /status of (409|412|422)/ });

  test('a sales manager asks for something before deals go on, and lets one pass with a reason', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('sales-manager');
    await page.goto('/');
    await home(page, 'How we stand', 'Closing next', 'Stuck in their stage');

    await page.goto('/pipelines');
    await page.getByRole('button', { name: 'New pipeline' }).click();
    await page.getByLabel('Name').first().fill(`Way of ${word}`);
    const first = page.getByRole('region').filter({ has: page.getByLabel('Chance in %').or(page.getByLabel('Probability')) }).first();
    await first.getByLabel('Name').fill('Talks');
    await page.getByRole('region', { name: 'Talks' }).getByLabel('Probability').fill('20');
    await page.getByRole('region', { name: 'Talks' }).getByRole('button', { name: 'Ask for something before it goes on' }).click();
    await page.getByRole('region', { name: 'Talks' }).getByRole('textbox', { name: 'Asked for before it goes on (filter)' }).fill('nextStep=null=false');
    await page.getByRole('region', { name: 'Talks' }).getByRole('textbox', { name: 'The same in words' }).fill('What comes next is agreed');
    await page.getByRole('button', { name: 'Add a stage' }).click();
    await page.getByRole('region', { name: 'New stage' }).getByLabel('Name').fill('Offer');
    await page.getByRole('region', { name: 'Offer' }).getByLabel('Probability').fill('60');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('The pipeline is saved.')).toBeVisible();

    const pipeline = (await api.get('/pipelines?limit=100')).items.find((each) => each.name === `Way of ${word}`);
    const made = await deal(api, `Deal ${word}`, { pipelineId: pipeline.id });
    await page.goto(`/opportunities/${made.id}`);
    await page.getByRole('button', { name: 'Move to a stage' }).click();
    await page.getByRole('menuitem', { name: 'Offer' }).click();
    const asks = page.getByRole('dialog', { name: 'Offer asks for more' });
    await expect(asks).toContainText('What comes next is agreed');
    await asks.getByLabel('Move it all the same, with a reason').check();
    await asks.getByRole('textbox', { name: 'Reason' }).fill('Their board meets tomorrow');
    await asks.getByRole('button', { name: 'Move' }).click();
    await expect(asks).toBeHidden();
    await expect.poll(async () => (await api.get(`/opportunities/${made.id}`)).stageName).toBe('Offer');
  });

  test('a marketer adds people to a campaign by hand and says how far they came', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('marketer');
    await page.goto('/');
    await home(page, 'New leads', 'Running campaigns');
    const campaign = await api.post('/campaigns', { name: `Campaign ${word}`, type: 'WEBINAR' });
    await api.post('/leads?allowDuplicate=true', { firstName: 'Ada', lastName: `Byron${word}`, company: `Engines ${word}`, email: `${word}@example.com` });

    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByRole('tab', { name: 'Members' }).click();
    await page.getByRole('button', { name: 'Add by hand' }).click();
    const adding = page.getByRole('dialog', { name: 'Add by hand' });
    await expect(async () => {
      await adding.getByRole('combobox', { name: 'Search by name' }).fill('');
      await adding.getByRole('combobox', { name: 'Search by name' }).fill(`Byron${word}`);
      await page.getByRole('option', { name: `Ada Byron${word}` }).click({ timeout: 2_000 });
    }).toPass();
    await expect(async () => {
      await adding.getByRole('button', { name: 'Add 1 person' }).click();
      await expect(adding).toBeHidden({ timeout: 2_000 });
    }).toPass();
    await expect(page.getByRole('tabpanel').getByRole('link', { name: `Ada Byron${word}` })).toBeVisible();
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Registered' }).click();
    await expect.poll(async () => (await api.get(`/campaigns/${campaign.id}/members`)).items.map((member) => member.status)).toEqual(['REGISTERED']);
  });

  test('a support manager changes cases where they stand in the list and takes it back', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('support-manager');
    await page.goto('/');
    await home(page, 'Open cases', 'Data quality');
    await api.post('/cases', { subject: `Leak ${word}`, priority: 'LOW', type: 'INCIDENT', origin: 'PHONE' });

    await page.goto(`/cases?q=${word}`);
    const row = page.getByRole('row').filter({ hasText: `Leak ${word}` });
    await row.getByRole('cell').filter({ hasText: 'Low' }).dblclick();
    const editor = page.getByRole('dialog', { name: 'Edit Priority' });
    await editor.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Urgent' }).click();
    await editor.getByRole('button', { name: 'Save' }).click();
    await expect(row).toContainText('Urgent');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row).toContainText('Low');

    const owner = row.locator('[data-field=owner]');
    const choice = page.getByRole('dialog', { name: 'Edit Owner' });
    await owner.dblclick();
    await expect(choice.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(choice).toBeHidden();
    await page.keyboard.press('j');
    const pointed = row.locator('[data-pointed]');
    for (let at = ''; at !== 'owner'; at = await pointed.getAttribute('data-field')) {
      await page.keyboard.press('ArrowRight');
      await expect(pointed).not.toHaveAttribute('data-field', at);
    }
    await page.keyboard.press('e');
    await choice.getByRole('combobox').fill('sam s');
    await expect(page.getByRole('option').first()).toContainText('Sam Support');
    await page.keyboard.press('Enter');
    await expect(choice.getByRole('combobox')).toHaveValue('Sam Support');
    await page.keyboard.press('Enter');
    await expect(owner).toHaveText('Sam Support');
  });

  test('everybody who may logs a call from anywhere with two keys and the words, and nobody else is asked to', async ({ as }) => {
    const word = unique();
    const callers = ['sales-rep', 'sales-manager', 'marketer', 'marketing-manager', 'support-agent', 'support-manager', 'success-manager', 'crm-admin'];
    const log = async (caller, at) => {
      const { page, api } = await as(caller);
      await page.goto(at % 2 ? '/accounts' : '/products');
      await expect(page.getByRole('button', { name: 'Log a call' })).toBeVisible();
      await page.keyboard.press('c');
      await page.keyboard.type(`Called about ${word}`);
      await expect(page.getByRole('dialog').getByLabel('What happened, or what comes next?')).toHaveValue(`Called about ${word}`);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
      expect((await api.get(`/activities?filter=owner==me;type==CALL;status==COMPLETED&q=${word}&limit=2`)).items.length, caller).toBe(1);
      await page.close();
    };
    const half = callers.length / 2;
    await Promise.all([callers.slice(0, half), callers.slice(half)].map(async (some) => { for (const [at, caller] of some.entries()) { await log(caller, at); } }));
    for (const reader of ['executive', 'data-steward']) {
      const { page } = await as(reader);
      await page.goto('/accounts');
      await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
      await expect(page.getByRole('row').nth(1)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Log a call' })).toHaveCount(0);
    }
  });

  test('a success manager sees how an account is and promises it something', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('success-manager');
    await page.goto('/');
    await home(page, 'To do', 'Open cases');
    const { api: rep } = await as('sales-manager');
    const { accountId } = await deal(rep, `Deal ${word}`);
    await page.goto(`/accounts/${accountId}`);
    await page.getByRole('tab', { name: 'Promises' }).click();
    await page.getByLabel('What is promised?').fill(`Training ${word}`);
    await page.getByLabel('Until').fill('2027-03-01');
    await page.getByRole('button', { name: 'Promise', exact: true }).click();
    await expect(page.getByRole('tabpanel').getByText(`Training ${word}`)).toBeVisible();
    await expect.poll(async () => (await api.get(`/commitments?filter=accountId==${accountId}`)).items.length).toBe(1);
  });

  test('a data steward sees what is to be corrected and how fields are understood', async ({ as }) => {
    const { page } = await as('data-steward');
    await page.goto('/');
    await home(page, 'Data quality', 'How we stand');
    for (const [name, heading] of [['Data quality', 'Data quality'], ['Quality rules', 'Quality rules'], ['Fields', 'Fields'], ['Audit', 'Audit']]) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    }
  });

  test('a compliance officer verifies the audit and asks why somebody sees a record', async ({ as }) => {
    const word = unique();
    const { page } = await as('compliance-officer');
    await page.goto('/');
    await home(page, 'Data quality');
    const { api: rep } = await as('sales-rep');
    const made = await deal(rep, `Deal ${word}`);
    await page.goto('/audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    await expect(page.getByText('The audit is what was written down')).toBeVisible({ timeout: 60_000 });
    await expect(async () => {
      await page.goto(`/opportunities/${made.id}`);
      await page.getByRole('tab', { name: 'Access' }).click();
      await page.getByLabel('About whom').fill('sales-rep');
      await page.getByRole('button', { name: 'Ask' }).click();
      await expect(page.getByText('Changes it', { exact: true })).toBeVisible({ timeout: 3_000 });
    }).toPass();
  });

  test('an executive goes from a figure to the records behind it, and changes none', async ({ as }) => {
    const word = unique();
    const { api: rep } = await as('sales-rep');
    await deal(rep, `Deal ${word}`);
    const { page } = await as('executive');
    await page.goto('/');
    await home(page, 'How we stand', 'Data quality');
    await page.getByRole('region', { name: 'How we stand' }).getByRole('link', { name: 'Pipeline' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Opportunities' })).toBeVisible();
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await expect(page.getByRole('button', { name: 'New', exact: true })).toHaveCount(0);
    await page.getByRole('navigation').getByRole('link', { name: 'Forecast' }).click();
    await expect(page.getByRole('region', { name: 'Forecast' })).toBeVisible();
  });
});
