import { expect, it } from 'vitest';
import { inGerman } from './saidInGerman';

it.each([
  ['Needs Analysis', 'Bedarfsanalyse'],
  ['Industry is Retail, which speaks against a conversion', 'Industry: Retail, spricht gegen eine Umwandlung'],
  ['A phone number, which adds 10 points', 'A phone number, bringt 10 Punkte'],
  ['3 open: 1 URGENT, 2 HIGH; 1 escalated', '3 offen: 1 dringend, 2 hoch; 1 eskaliert'],
  ['4.5 of 5 from 2 in 90 days', '4,5 von 5 aus 2 Antworten in 90 Tagen'],
  ['in 12 days, on 2027-03-09, at risk', 'in 12 Tagen, am 9.3.2027, gefährdet'],
  ['Opportunity moved to Closed Won', 'Verkaufschance in Stufe Gewonnen'],
  ['Call logged: Called Ann', 'Anruf festgehalten: Called Ann'],
  ['Make a plan to keep Engines: health fell to 67 (YELLOW)', 'Plan machen, um Engines zu halten: Zustand auf 67 gefallen (YELLOW)'],
  ['How does Deal 7 go on? In Proposal for 1 day', 'Wie geht es weiter mit Deal 7? Seit 1 Tag in Angebot'],
  ['Consent withdrawn: newsletter by email', 'Einwilligung widerrufen: newsletter per E-Mail'],
  ['Case opened: Comment: it fails', 'Fall eröffnet: Comment: it fails'],
  ['Account changed: phone, industry: Engines', 'Firma geändert: phone, industry: Engines'],
])('says what a service said: %s', (english, german) => {
  expect(inGerman(english)).toBe(german);
});

it('leaves alone what users wrote', () => {
  expect(inGerman('Our own stage')).toBe('Our own stage');
  expect(inGerman('Lead with us')).toBe('Lead with us');
});
