import { chromium } from '@playwright/test';
import { logIn, session } from './people.js';

const USERS = ['sales-rep', 'sales-manager', 'marketer', 'marketing-manager', 'support-agent', 'support-manager', 'success-manager', 'data-steward', 'compliance-officer', 'executive', 'crm-admin'];

/** Everybody logs in once, one after the other: Keycloak takes two logins of one person in the same moment for an attack. */
export default async function setup({ projects: [{ use }] }) {
  const browser = await chromium.launch(use.launchOptions);
  try {
    for (const user of USERS) {
      const context = await browser.newContext({ baseURL: use.baseURL, locale: use.locale });
      await logIn(await context.newPage(), user);
      await context.storageState({ path: session(user) });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
