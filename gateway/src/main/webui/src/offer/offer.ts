import type { Json } from '../api/client';

export const CHARGES = ['ONE_TIME', 'MONTHLY', 'YEARLY'] as const;
export type Charge = (typeof CHARGES)[number];
/** What a product costs for each way to pay it. */
export type Prices = Partial<Record<Charge, number>>;

/** One thing that a deal is about, while it is edited. */
export interface Item {
  key: string;
  id?: string;
  productId: string;
  productName: string;
  description: string;
  quantity: number | '';
  unitPrice: number | '';
  discountPercent: number | '';
  recurrence: Charge;
  termMonths: number | '';
}

const USUAL_TERM = 12;
const MONTHS_OF_YEAR = 12n;
const DECIMALS = 4;

/** A decimal as a whole number and how many of its digits stand behind the point. */
function exact(value: number): [bigint, number] {
  const [whole = '0', fraction = ''] = (/e/.test(String(value)) ? value.toFixed(10) : String(value)).split('.');
  return [BigInt(whole + fraction), fraction.length];
}

function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? DECIMALS;
  } catch {
    return DECIMALS;
  }
}

/** All that is paid for an item over its term, rounded half to even to the smallest unit of the currency, as the server does it. */
export function total(item: Pick<Item, 'quantity' | 'unitPrice' | 'discountPercent' | 'recurrence' | 'termMonths'>, currency: string): number {
  const [quantity, q] = exact(Number(item.quantity));
  const [price, p] = exact(Number(item.unitPrice));
  const [discount, d] = exact(Number(item.discountPercent));
  const periods = item.recurrence === 'ONE_TIME' ? 1n : BigInt(Math.trunc(Number(item.termMonths === '' ? USUAL_TERM : item.termMonths)));
  const digits = minorDigits(currency);
  const dividend = quantity * price * (100n * 10n ** BigInt(d) - discount) * periods * 10n ** BigInt(digits);
  const divisor = 10n ** BigInt(q + p + d) * 100n * (item.recurrence === 'YEARLY' ? MONTHS_OF_YEAR : 1n);
  return Number(halfEven(dividend, divisor)) / 10 ** digits;
}

function halfEven(dividend: bigint, divisor: bigint): bigint {
  const whole = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  return twice > divisor || (twice === divisor && whole % 2n === 1n) ? whole + 1n : whole;
}

/** What items add up to: the sum of what is shown, so that it is right to the last cent. */
export function sum(items: Parameters<typeof total>[0][], currency: string): number {
  const unit = 10 ** minorDigits(currency);
  return items.reduce((all, item) => all + Math.round(total(item, currency) * unit), 0) / unit;
}

/** Of each product the newest price for each way to pay, of the lists that hold today or of the one that was chosen; else its own. */
export function pricesOf(products: Json[], lists: Json[], prices: Json[], currency: string, today: string, chosen: string | null): Map<string, Prices> {
  const holding = lists.filter((list) => list.currency === currency && String(list.validFrom) <= today && (!list.validUntil || String(list.validUntil) >= today) && (!chosen || list.id === chosen))
    .sort((one, other) => String(other.validFrom).localeCompare(String(one.validFrom)) || String(other.id).localeCompare(String(one.id)));
  return new Map(products.map((product) => {
    const found: Prices = {};
    for (const list of holding) {
      for (const price of prices.filter((each) => each.productId === product.id && each.priceListId === list.id)) {
        found[price.recurrence as Charge] ??= Number(price.unitPrice);
      }
    }
    if (Object.keys(found).length === 0 && product.currency === currency && product.price !== undefined) {
      found.ONE_TIME = Number(product.price);
    }
    return [String(product.id), found];
  }));
}

let made = 0;

/** A product as it comes into an offer: one of it, at the first of its prices. */
export function newItem(product: Json, prices: Prices): Item {
  const recurrence = CHARGES.find((charge) => prices[charge] !== undefined) ?? 'ONE_TIME';
  return charged({ key: `new-${++made}`, productId: String(product.id), productName: String(product.name), description: '', quantity: 1, unitPrice: '', discountPercent: 0, recurrence: 'ONE_TIME', termMonths: '' }, recurrence, prices);
}

/** Another way to pay: with its price if there is one, and with a term if it is paid again. */
export function charged(item: Item, recurrence: Charge, prices: Prices): Item {
  return { ...item, recurrence, unitPrice: prices[recurrence] ?? item.unitPrice, termMonths: recurrence === 'ONE_TIME' ? '' : item.termMonths === '' ? USUAL_TERM : item.termMonths };
}

/** The items of a deal as they are edited. */
export function itemsOf(deal: Json): Item[] {
  return ((deal.lineItems as Json[] | undefined) ?? []).map((item) => ({
    key: String(item.id), id: String(item.id), productId: String(item.productId), productName: String(item.productName ?? ''), description: String(item.description ?? ''),
    quantity: Number(item.quantity), unitPrice: Number(item.unitPrice), discountPercent: Number(item.discountPercent ?? 0), recurrence: item.recurrence as Charge, termMonths: item.termMonths === undefined ? '' : Number(item.termMonths),
  }));
}

/** The items as the API takes them. */
export function wantedOf(items: Item[]): Json[] {
  return items.map(({ id, productId, description, quantity, unitPrice, discountPercent, recurrence, termMonths }) => ({
    ...(id ? { id } : {}), productId, ...(description.trim() ? { description: description.trim() } : {}), quantity: Number(quantity), ...(unitPrice === '' ? {} : { unitPrice }),
    discountPercent: Number(discountPercent), recurrence, ...(termMonths === '' ? {} : { termMonths }),
  }));
}
