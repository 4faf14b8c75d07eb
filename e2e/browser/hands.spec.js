import { chooseIn, expect, test, unique } from './people.js';

/** Work that passes from hand to hand: files, fields, leads, forecasts, consents and cases, each to its end. */
test.describe('from hand to hand', () => {
  test.use({ provoked: /status of (409|412|422)/ });

  test('a file becomes leads and goes back, with guesses, a try and the row that was refused', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('marketing-manager');
    const rows = Array.from({ length: 30 }, (_, index) => `Ann;Row${word}x${index};Firma ${word};a${index}.${word}@example.com;NEW;"1.234,50"`);
    const csv = ['Vorname;Nachname;Firma;E-Mail;Lead Status;Umsatz', ...rows, `Bad;Bad${word};Firma ${word};nowhere;NEW;12`].join('\n');
    await page.goto('/leads');
    await page.getByRole('button', { name: 'Import' }).click();
    const wizard = page.getByRole('dialog');
    await wizard.locator('input[type=file]').setInputFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    for (const [column, field] of [['Vorname', 'First name'], ['Nachname', 'Last name'], ['Firma', 'Company'], ['E-Mail', 'Email'], ['Lead Status', 'Status'], ['Umsatz', 'Annual revenue']]) {
      await expect(wizard.getByRole('combobox', { name: `Field of ${column}` })).toHaveValue(field);
    }
    const outcome = wizard.getByRole('status');
    await wizard.getByRole('button', { name: 'Try without changing anything' }).click();
    await expect(outcome).toContainText('Would create 30, change 0, leave 0 as they are; 0 are there already, 1 are refused.');
    expect((await api.get(`/leads?filter=company=="Firma ${word}"&limit=1&count=true`)).total).toBe(0);
    await wizard.getByRole('button', { name: 'Import 30 records' }).click();
    await expect(outcome).toContainText('30 created');
    const [download] = await Promise.all([page.waitForEvent('download'), wizard.getByRole('link', { name: 'The refused row with its reason' }).click()]);
    expect(await new Response(await download.createReadStream()).text()).toContain('email has to be an email address.');
    await wizard.getByRole('button', { name: 'Take the import back' }).click();
    await expect(outcome).toContainText('30 archived');
    expect((await api.get(`/leads?filter=company=="Firma ${word}"&limit=1&count=true`)).total).toBe(0);
  });

  test('a file of accounts finds those that are there, has its slips set right and goes back', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('sales-manager');
    const there = await api.post('/accounts?allowDuplicate=true', { name: `Old ${word}`, industry: 'medical' });
    const csv = ['account,sector,subsidiary_of,phone', `Old ${word},medical,,`, `New ${word},technolgy,Old ${word},`, `Third ${word},technolgy,,`, `Bad ${word},medical,,nowhere`].join('\n');
    await page.goto('/accounts');
    await page.getByRole('button', { name: 'Import' }).click();
    const wizard = page.getByRole('dialog');
    await wizard.locator('input[type=file]').setInputFiles({ name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    for (const [column, field] of [['account', 'Name'], ['sector', 'Industry'], ['subsidiary_of', 'Parent'], ['phone', 'Phone']]) {
      await expect(wizard.getByRole('combobox', { name: `Field of ${column}` })).toHaveValue(field);
    }
    const outcome = wizard.getByRole('status');
    const look = wizard.getByRole('button', { name: 'Try without changing anything' });
    await look.click();
    await expect(outcome).toContainText('Would create 2, change 0, leave 1 as they are; 0 are there already, 1 are refused.');
    await expect(outcome).toContainText('Row 5: phone has to be');
    await expect(wizard.getByRole('row').filter({ hasText: 'technolgy' }).last()).toContainText('technology');
    await wizard.getByRole('button', { name: 'Take it as suggested' }).click();
    await look.click();
    await wizard.getByRole('button', { name: 'Import 2 records' }).click();
    await expect(outcome).toContainText('2 created');
    const made = (await api.get(`/accounts?filter=name=="New ${word}"`)).items[0];
    expect([made.industry, made.parentId]).toEqual(['technology', there.id]);
    await wizard.getByRole('button', { name: 'Take the import back' }).click();
    await expect(outcome).toContainText('2 archived');
    expect((await api.get(`/accounts?filter=name=="* ${word}"&limit=5`)).items.map(({ id }) => id)).toEqual([there.id]);
  });

  test('a steward publishes a field, and a colleague fills it in moments later', async ({ as }) => {
    const word = unique();
    const { page: steward, api: keeper } = await as('data-steward');
    await steward.goto('/fields');
    await steward.getByRole('button', { name: 'New', exact: true }).first().click();
    const form = steward.getByRole('dialog');
    await chooseIn(steward, 'Entity', 'Product');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`shelf_${word}`);
    await form.getByRole('textbox', { name: 'Label' }).fill(`Shelf ${word}`);
    await chooseIn(steward, 'Type', 'Picklist');
    await form.getByLabel('Options').fill('Upper');
    await steward.keyboard.press('Enter');
    await form.getByLabel('Options').fill('SEPA');
    await steward.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Create' }).click();
    await expect(steward.getByRole('heading', { level: 1, name: `Shelf ${word}` })).toBeVisible();

    const { page, api } = await as('sales-manager');
    await page.goto('/products');
    await page.getByRole('button', { name: 'New', exact: true }).first().click();
    const product = page.getByRole('dialog');
    await product.getByRole('textbox', { name: 'Name' }).fill(`Box ${word}`);
    await product.getByRole('textbox', { name: 'Code' }).fill(word);
    await product.getByRole('textbox', { name: 'Price' }).fill('5');
    await product.getByRole('textbox', { name: 'Currency' }).fill('EUR');
    await chooseIn(page, `Shelf ${word}`, 'SEPA');
    const own = page.getByRole('region', { name: 'Own fields' });
    // the field is in the form already, the service that keeps products hears of it a moment later
    await expect(async () => {
      if (await product.isVisible()) {
        await product.getByRole('button', { name: 'Create' }).click({ timeout: 1_000 });
      }
      await expect(own).toContainText('SEPA', { timeout: 3_000 });
    }).toPass();
    await own.getByRole('button', { name: `Edit Shelf ${word}` }).click();
    await chooseIn(page, `Shelf ${word}`, 'Upper');
    await own.getByRole('button', { name: 'Save' }).click();
    await expect(own).toContainText('Upper');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    expect((await api.get(`/products/${id}`)).customFields).toEqual({ [`shelf_${word}`]: 'Upper' });
    await page.goto(`/products?filter=${encodeURIComponent(`customFields.shelf_${word}==Upper`)}`);
    await expect(page.getByRole('row').filter({ hasText: `Box ${word}` })).toBeVisible();

    const field = new URL(steward.url()).pathname.split('/').at(-1);
    await steward.getByRole('button', { name: 'More' }).click();
    await steward.getByRole('menuitem', { name: 'Archive' }).click();
    await expect.poll(async () => Boolean((await keeper.get(`/fields/${field}`)).archivedAt)).toBe(true);
  });

  test('sales rejects a lead with a reason, takes the next and joins it to the customer it was', async ({ as }) => {
    const word = unique();
    const marketing = await as('marketing-manager');
    const sales = await as('sales-rep');
    const account = await sales.api.post('/accounts?allowDuplicate=true', { name: `${word} Engines` });
    const lead = await marketing.api.post('/leads?allowDuplicate=true', { firstName: 'Ada', lastName: `Byron ${word}`, company: `${word} Engines Ltd`, email: `ada@${word}.example` });
    await marketing.api.post(`/leads/${lead.id}/qualification`, {});
    const { checklist } = await marketing.api.get('/handoffs/agreement');
    const answers = Object.fromEntries(checklist.map(({ key }) => [key, 'Yes']));
    const offer = () => marketing.api.post('/handoffs', { leadId: lead.id, offeredTo: 'sales-rep', answers });

    const first = await offer();
    await marketing.page.goto(`/handoffs/${first.id}`);
    await expect(marketing.page.getByText('Offered', { exact: true }).first()).toBeVisible();
    await sales.page.goto(`/handoffs/${first.id}`);
    await sales.page.getByRole('button', { name: 'Reject' }).click();
    await sales.page.getByRole('dialog').getByLabel('Reason').fill(`No budget ${word}`);
    await sales.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    // who offered it sees why, without asking again
    await expect(marketing.page.getByRole('region').getByText(`No budget ${word}`)).toBeVisible();

    await marketing.api.post(`/leads/${lead.id}/qualification`, {}).catch(() => undefined);
    const second = await offer();
    await sales.page.goto(`/handoffs/${second.id}`);
    await sales.page.getByRole('button', { name: 'Accept' }).click();
    await expect(sales.page.getByText('Accepted', { exact: true }).first()).toBeVisible();
    await sales.page.goto(`/leads/${lead.id}`);
    await sales.page.getByRole('button', { name: 'Convert', exact: true }).click();
    const conversion = sales.page.getByRole('dialog');
    await expect(conversion.getByText('Is it one of these?')).toBeVisible();
    await conversion.getByRole('button', { name: 'This one' }).click();
    await conversion.getByRole('button', { name: 'Convert', exact: true }).click();
    await expect(conversion.getByText('A new customer')).toBeVisible();
    expect((await sales.api.get(`/leads/${lead.id}/conversion`)).accountId).toBe(account.id);
  });

  test('a manager calls the period, and a colleague’s word about a case is there at once', async ({ as }) => {
    const word = unique();
    const manager = await as('sales-manager');
    await manager.page.goto('/forecast');
    await manager.page.getByRole('button', { name: 'Call the period' }).click();
    const call = manager.page.getByRole('dialog');
    await call.getByLabel('Amount').fill('12345');
    await call.getByLabel('Note').fill(`As I see it ${word}`);
    await call.getByRole('button', { name: 'Save' }).click();
    await expect(call).toBeHidden();
    await expect(manager.page.getByRole('region', { name: 'Called against landed' })).toBeVisible();

    const agent = await as('support-agent');
    const colleague = await as('support-manager');
    const made = await agent.api.post('/cases', { subject: `Leak ${word}`, priority: 'URGENT', type: 'INCIDENT', origin: 'PHONE' });
    await agent.page.goto(`/cases/${made.id}`);
    await expect(agent.page.getByRole('region', { name: 'Work' })).toContainText(/Response due atin \d+ minutes/);
    await colleague.page.goto(`/cases/${made.id}`);
    await colleague.page.getByLabel('Answer or note').fill(`Among us ${word}`);
    await colleague.page.getByLabel('Only for us').check();
    await colleague.page.getByRole('button', { name: 'Send' }).click();
    await expect(agent.page.getByRole('tabpanel').getByText(`Among us ${word}`)).toBeVisible();
    const hostile = `We are on it ${word} <img src=x onerror=alert(1)>`;
    await agent.page.getByLabel('Answer or note').fill(hostile);
    await agent.page.getByRole('button', { name: 'Send' }).click();
    await expect(agent.page.getByRole('tabpanel').getByText(hostile, { exact: true })).toBeVisible();
    await expect(agent.page.getByRole('tabpanel').getByText('Internal', { exact: true })).toHaveCount(1);
    await colleague.page.getByRole('button', { name: 'Escalate' }).click();
    await colleague.page.getByRole('dialog').getByLabel('Reason').fill('They called three times');
    await colleague.page.getByRole('dialog').getByRole('button', { name: 'Escalate' }).click();
    await expect(agent.page.getByRole('region', { name: 'Work' })).toContainText('Escalation level1');
  });

  test('what a person allowed holds until it is withdrawn', async ({ as }) => {
    const word = unique();
    const { page, api } = await as('marketer');
    const lead = await api.post('/leads?allowDuplicate=true', { lastName: `Byron ${word}`, company: `Engines ${word}`, email: `${word}@example.com` });
    const allowed = async () => (await api.get(`/consents/check?personType=LEAD&personId=${lead.id}&purpose=newsletter&channel=EMAIL`)).allowed;
    await page.goto(`/leads/${lead.id}`);
    await page.getByRole('tab', { name: 'Consents' }).click();
    expect(await allowed()).toBe(false);
    await page.getByRole('button', { name: 'Write down a consent' }).click();
    await page.getByRole('dialog').getByLabel('Purpose').fill('newsletter');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Given' })).toBeVisible();
    expect(await allowed()).toBe(true);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Withdrawn' })).toBeVisible();
    expect(await allowed()).toBe(false);
  });
});
