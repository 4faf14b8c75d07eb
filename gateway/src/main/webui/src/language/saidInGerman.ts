import { REFUSED } from './refusedInGerman';

/** What services say in English in words of their own, in German. Whatever is not known here, such as what users wrote, stays as it is. */

type Saying = [RegExp, (...parts: string[]) => string];

const WORDS: Record<string, string> = {
  // stages of the pipeline that comes with the product
  Prospecting: 'Akquise', Qualification: 'Qualifizierung', 'Needs Analysis': 'Bedarfsanalyse', Proposal: 'Angebot', Negotiation: 'Verhandlung', 'Closed Won': 'Gewonnen', 'Closed Lost': 'Verloren',
  // the roles that people usually have in a deal or at an account
  'Decision maker': 'Trifft die Entscheidung', 'Economic buyer': 'Verfügt über das Budget', Champion: 'Setzt sich für uns ein', Influencer: 'Beeinflusst die Entscheidung', 'Technical evaluator': 'Prüft die Technik',
  User: 'Anwender', Legal: 'Recht', Gatekeeper: 'Regelt den Zugang', Opponent: 'Ist dagegen', Advisor: 'Berät', 'Board member': 'Im Aufsichtsrat', Consultant: 'Externe Beratung', Investor: 'Investor', Partner: 'Partner', 'Former employee': 'Früher dort beschäftigt',
  // how a campaign's return is computed
  'sum of the recorded costs * exchangeRate of the campaign': 'Summe der erfassten Kosten × Wechselkurs der Kampagne',
  'cost / leads': 'Kosten ÷ Leads',
  'cost / qualified': 'Kosten ÷ qualifizierte Leads',
  'cost / opportunities': 'Kosten ÷ Verkaufschancen',
  'cost / won': 'Kosten ÷ gewonnene Verkaufschancen',
  '(wonRevenue - cost) / cost * 100': '(gewonnener Umsatz − Kosten) ÷ Kosten × 100',
  'share of qualified leads and opportunities, of all opportunities, of won ones that the model credits': 'Anteil an qualifizierten Leads und Verkaufschancen, an allen Verkaufschancen, an gewonnenen, den das Modell zuschreibt',
  'amountBase of won and of open opportunities that the model credits': 'Betrag der gewonnenen und der offenen Verkaufschancen, den das Modell zuschreibt',
  // what an account's health is seen by
  'none open': 'keiner offen',
  // what happened with a record
  'Lead qualified': 'Lead qualifiziert', 'Lead disqualified': 'Lead aussortiert', 'Conversion of the lead asked for': 'Umwandlung des Leads angestoßen', 'Lead converted': 'Lead umgewandelt',
  'Conversion of the lead refused': 'Umwandlung des Leads abgelehnt', 'Nobody answered the lead in time': 'Niemand hat dem Lead rechtzeitig geantwortet', 'Lead went back to the pool': 'Lead zurück im Pool',
  'Opportunity won': 'Verkaufschance gewonnen', 'Opportunity lost': 'Verkaufschance verloren', 'Campaign approved': 'Kampagne genehmigt', 'Became a member of a campaign': 'Wurde Mitglied einer Kampagne',
  'Responded to a campaign': 'Hat auf eine Kampagne geantwortet', 'Case resolved': 'Fall gelöst', 'Case opened again': 'Fall wieder geöffnet', 'Case closed': 'Fall geschlossen',
  'Internal comment': 'Interner Kommentar', Comment: 'Kommentar',
};

const ONE: Record<string, string> = { Lead: 'Lead', Account: 'Firma', Contact: 'Kontakt', Opportunity: 'Verkaufschance', Campaign: 'Kampagne', Case: 'Fall', Activity: 'Aktivität', Commitment: 'Zusage', Handoff: 'Übergabe', Member: 'Mitglied', Task: 'Aufgabe', Call: 'Anruf', Meeting: 'Treffen', Email: 'E-Mail', Note: 'Notiz' };
const DONE: Record<string, string> = { created: 'angelegt', archived: 'archiviert', restored: 'wiederhergestellt', launched: 'gestartet', completed: 'abgeschlossen', stuck: 'steckt fest', nudged: 'nachgefragt', renewed: 'verlängert' };
const PRIORITY: Record<string, string> = { URGENT: 'dringend', HIGH: 'hoch', NORMAL: 'normal', LOW: 'niedrig' };
const BY: Record<string, string> = { email: 'per E-Mail', phone: 'per Telefon', sms: 'per SMS', mail: 'per Post', 'any channel': 'auf jedem Weg' };
const many = Object.keys(ONE).join('|');
const one = (name: string) => ONE[name] ?? name;
const after = (label?: string) => (label ? `: ${label}` : '');

const SAYINGS: Saying[] = [
  [/^(.+) is (.+), which speaks (for|against) a conversion$/s, (feature, value, which) => `${feature}: ${value}, spricht ${which === 'for' ? 'für' : 'gegen'} eine Umwandlung`],
  [/^(.+), which (adds|takes) (\d+) points$/s, (label, which, points) => `${label}, ${which === 'adds' ? 'bringt' : 'kostet'} ${points} Punkte`],
  [/^Too little is known: (\d+) % of what the model looks at has a value, and (\d+) % have to\.$/, (is, needed) => `Zu wenig ist bekannt: ${is} % dessen, worauf das Modell schaut, hat einen Wert, nötig sind ${needed} %.`],
  [/^(\d+) open: ([^;]+?)(?:; (\d+) escalated)?$/, (open, which, escalated) => `${open} offen: ${which.replace(/URGENT|HIGH|NORMAL|LOW/g, (priority) => PRIORITY[priority]!)}${escalated ? `; ${escalated} eskaliert` : ''}`],
  [/^(\d+) in (\d+) days$/, (breaches, days) => `${breaches} in ${days} Tagen`],
  [/^([\d.]+) of 5 from (\d+) in (\d+) days$/, (score, answers, days) => `${score.replace('.', ',')} von 5 aus ${answers} Antworten in ${days} Tagen`],
  [/^in (\d+) days, on (\d{4})-(\d\d)-(\d\d)(, at risk)?$/, (days, year, month, day, risk) => `in ${days} Tagen, am ${Number(day)}.${Number(month)}.${year}${risk ? ', gefährdet' : ''}`],
  [/^Lead came in(?:: (.+))?$/s, (label) => `Lead eingegangen${after(label)}`],
  [/^Lead given to (.+)$/s, (who) => `Lead zugewiesen an ${who}`],
  [/^Lead scored (.+)$/, (score) => `Lead bewertet: ${score}`],
  [/^Lead offered to (.+)$/s, (who) => `Lead angeboten an ${who}`],
  [/^Handoff (accepted|rejected) by (.+)$/s, (which, who) => `Übergabe ${which === 'accepted' ? 'angenommen' : 'abgelehnt'} von ${who}`],
  [/^Opportunity moved to (.+)$/s, (stage) => `Verkaufschance in Stufe ${WORDS[stage] ?? stage}`],
  [/^(task|call|meeting|email|note|activity) (logged|done)(?:: (.+))?$/is, (type, which, label) => `${one(type.charAt(0).toUpperCase() + type.slice(1))} ${which === 'done' ? 'erledigt' : 'festgehalten'}${after(label)}`],
  [/^Case opened(?:: (.+))?$/s, (label) => `Fall eröffnet${after(label)}`],
  [/^Case given to (.+)$/s, (who) => `Fall zugewiesen an ${who}`],
  [/^Case escalated to level (.+)$/s, (level) => `Fall eskaliert auf Stufe ${level}`],
  [/^Satisfaction: (\d) of 5$/, (score) => `Zufriedenheit: ${score} von 5`],
  [/^Health is (GREEN|YELLOW|RED)$/, (band) => `Zustand ist ${{ GREEN: 'grün', YELLOW: 'gelb', RED: 'rot' }[band]}`],
  [/^Make a plan to keep (.+): health fell to (\d+) (\([A-Z]+\))$/s, (name, score, band) => `Plan machen, um ${name} zu halten: Zustand auf ${score} gefallen ${band}`],
  [/^How does (.+) go on\? In (.+) for (\d+) days?$/s, (deal, stage, days) => `Wie geht es weiter mit ${deal}? Seit ${days === '1' ? '1 Tag' : `${days} Tagen`} in ${WORDS[stage] ?? stage}`],
  [/^Consent (given|withdrawn|expired)(?:: (.+))?$/s, (which, label) => `Einwilligung ${{ given: 'erteilt', withdrawn: 'widerrufen', expired: 'abgelaufen' }[which]}${after(label?.replace(/ by (email|phone|sms|mail|any channel)$/, (_, channel: string) => ` ${BY[channel]}`))}`],
  [/^Promised time missed: (response|resolution)$/, (which) => `Zugesagte Zeit verpasst: ${which === 'response' ? 'Antwort' : 'Lösung'}`],
  [/^Touched by a campaign: (.+)$/s, (kind) => `Berührung durch eine Kampagne: ${kind}`],
  [new RegExp(`^(${many}) changed: ([^:]+)(?:: (.+))?$`, 's'), (what, fields, label) => `${one(what)} geändert: ${fields}${after(label)}`],
  [new RegExp(`^(${many}) (${Object.keys(DONE).join('|')})(?:: (.+))?$`, 's'), (what, done, label) => `${one(what)} ${DONE[done]}${after(label)}`],
];

type Name = (name: string, group: 'field' | 'value') => string;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
let refusals: { pattern: RegExp; german: string }[] | undefined;

/** The most particular sentence first, which is the one that leaves the least open. */
function refused(text: string, name: Name): string | undefined {
  refusals ??= Object.entries(REFUSED).filter(([english]) => english.includes('{}'))
    .sort(([one], [other]) => other.replaceAll('{}', '').length - one.replaceAll('{}', '').length)
    .map(([english, german]) => ({ pattern: new RegExp(`^${english.split('{}').map(escaped).join('(.+?)')}$`, 's'), german }));
  const exact = REFUSED[text];
  if (exact) {
    return exact;
  }
  for (const { pattern, german } of refusals) {
    const found = pattern.exec(text);
    if (found) {
      return german.replace(/\{([fv]?)(\d)\}/g, (_, kind: string, at: string) => {
        const part = found[Number(at) + 1]!;
        return kind === 'f' ? part.split(', ').map((each) => name(each.split('.').at(-1)!, 'field')).join(', ') : kind === 'v' ? part.split(', ').map((each) => name(each, 'value')).join(', ') : part;
      });
    }
  }
  return undefined;
}

export function inGerman(text: string, name: Name = (plain) => plain): string {
  const word = WORDS[text] ?? refused(text, name);
  if (word) {
    return word;
  }
  for (const [pattern, say] of SAYINGS) {
    const found = pattern.exec(text);
    if (found) {
      return say(...found.slice(1));
    }
  }
  return text;
}
