import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

const KEY = 'tessera.language';

export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

function preferred(): Language {
  const chosen = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  return chosen in languages ? (chosen as Language) : 'en';
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});

/** Languages beside English are fetched when somebody speaks them. */
const more: Record<Exclude<Language, 'en'>, () => Promise<[{ default: object }, (text: string, name: typeof word) => string]>> = {
  de: () => Promise.all([import('./de.json'), import('./saidInGerman').then(({ inGerman }) => inGerman)]),
};
const sayings: Partial<Record<string, (text: string, name: typeof word) => string>> = {};

async function take(language: Language) {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const [words, say] = await more[language]();
    sayings[language] = say;
    i18next.addResourceBundle(language, 'translation', words.default);
  }
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Ready when the words of this person's language are there. */
export const spoken = take(preferred());

export function speak(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  return take(language);
}

const own = new Map<string, string>();

/** What the company calls a field that it added itself. */
export function nameOwn(field: string, label: string) {
  own.set(field, label);
}

/** The name of a field or a value: translated where there is a word, else its own name in plain writing. */
export function word(key: string, group: 'field' | 'value' | 'section' | 'kind' | 'one' = 'field'): string {
  const name = key.replace(/^customFields\./, '');
  return (name !== key && own.get(name)) || i18next.t(`${group}.${name}`, { defaultValue: plain(name) });
}

/** What a service says in words of its own, such as a reason or a stage of the pipeline that comes with the product. */
export function said(text: unknown): string {
  return sayings[i18next.language]?.(String(text), word) ?? String(text);
}

/** What is to be done: in words of people's own, or in those of the platform where it gave the task. */
export function task(subject: string): string {
  return said(subject).replace(/\((GREEN|YELLOW|RED)\)$/, (_, band: string) => `(${inSentence(word(band, 'value'))})`);
}

/** A name within a sentence: English writes it small there, German does not. */
export function inSentence(name: string): string {
  return i18next.language === 'en' && /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** `firstName` and `SALES_QUALIFIED` as people write them. */
export function plain(name: string): string {
  const words = /^[A-Z0-9_]+$/.test(name) ? name.toLowerCase().replaceAll('_', ' ') : name.replace(/Id$/, '').replaceAll('-', ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('.', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
