import { useQuery, useQueryClient } from '@tanstack/react-query';
import { query, read, type Json, type Page } from '../api/client';
import { newItem, pricesOf, type Item, type Prices } from './offer';

const MOST = 100;

interface Offered {
  products: Json[];
  lists: Json[];
  prices: Json[];
}

async function offered(products: string[], currency: string, signal?: AbortSignal): Promise<Offered> {
  const among = `=in=(${products.join(',')})`;
  const [found, lists, prices] = await Promise.all([
    read<Page>(`/products${query({ filter: `id${among}`, limit: MOST })}`, signal),
    read<Page>(`/price-lists${query({ filter: `currency==${currency}`, limit: MOST })}`, signal),
    read<Page>(`/product-prices${query({ filter: `productId${among}`, limit: MOST })}`, signal),
  ]);
  return { products: found.items, lists: lists.items, prices: prices.items };
}

const today = () => new Date().toISOString().slice(0, 10);

/** What the products of an offer cost today: those that it has, and one that comes to it. */
export function useOffers(products: string[], currency: string, list: string | null) {
  const client = useQueryClient();
  const asked = [...new Set(products)].sort();
  const key = (ids: string[]) => ['offers', currency, ...ids];
  const { data } = useQuery({ queryKey: key(asked), queryFn: ({ signal }) => offered(asked, currency, signal), enabled: asked.length > 0, placeholderData: (before) => before, staleTime: 60_000 });
  const prices = (from: Offered | undefined): Map<string, Prices> => (from ? pricesOf(from.products, from.lists, from.prices, currency, today(), list) : new Map());
  const take = async (product: string): Promise<Item | undefined> => {
    const found = await client.fetchQuery({ queryKey: key([product]), queryFn: () => offered([product], currency), staleTime: 60_000 });
    return found.products[0] && newItem(found.products[0], prices(found).get(product) ?? {});
  };
  return { prices: prices(data), take };
}

/** The price lists in a currency. */
export function usePriceLists(currency: string) {
  return useQuery({ queryKey: ['price-lists', currency], queryFn: ({ signal }) => read<Page>(`/price-lists${query({ filter: `currency==${currency}`, limit: MOST })}`, signal), staleTime: 60_000 }).data?.items ?? [];
}
