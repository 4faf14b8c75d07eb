import { deal, expect, test, unique } from './people.js';

const SCRIPT = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const RTL = 'مرحبا بالعالم \u202Eshalom\u202C';
const EMOJI = '👩‍👩‍👧‍👦🏳️‍🌈é́́́';

/** Names and texts as nobody means them well: markup, words without an end, right to left, and signs of many parts. */
test('hostile content is text and nothing else', async ({ as }) => {
  const { page, api } = await as('crm-admin');
  const word = unique();
  const endless = `${word}${'W'.repeat(5_000)}`;
  const lead = await api.post('/leads?allowDuplicate=true', { firstName: `${SCRIPT} ${EMOJI}`, lastName: `${word}${'L'.repeat(100)}`, company: RTL, description: endless });
  const made = await deal(api, `${word} ${'D'.repeat(200)}`, { nextStep: SCRIPT });
  const activity = await api.post('/activities', { type: 'TASK', subject: `${word} ${SCRIPT}`, description: endless, relatedTo: [{ type: 'opportunity', id: made.id }] });
  const answer = await page.goto('/');
  const policy = answer.headers()['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self';/);

  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [path, seen] of [['/', ''], ['/leads?q=' + word, 'L'.repeat(100)], [`/leads/${lead.id}`, 'L'.repeat(100)], ['/opportunities?q=' + word, 'D'.repeat(200)],
      [`/opportunities/${made.id}`, 'D'.repeat(200)], [`/accounts/${made.accountId}`, word], ['/board', ''], [`/activities/${activity.id}`, word]]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('main').getByText(seen || /./).first()).toBeVisible();
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { message: `${path} at ${width}` }).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => window.hit), path).toBeUndefined();
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/leads/${lead.id}`);
  await expect(page.getByText(endless)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<script>window.hit=1</script>');
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Find a record, or type what to do')).toBeFocused();
  await page.keyboard.type(word);
  await expect(page.getByRole('button').filter({ hasText: SCRIPT }).first()).toBeVisible();
  expect(await page.evaluate(() => window.hit)).toBeUndefined();
});
