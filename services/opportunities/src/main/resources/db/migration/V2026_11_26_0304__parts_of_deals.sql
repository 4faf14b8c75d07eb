-- The parts of a deal by its splits, as it counts in forecasts and figures by owner. Each part is what the rounded sum grows by,
-- so that the parts are exactly the whole, in the deal's currency as in the base currency.
create function opportunity_shares(amount numeric, base numeric, splits jsonb)
    returns table (credited_owner text, credited_team text, credited_share numeric, credited_amount numeric, credited_base numeric)
    language sql immutable parallel safe as $$
    select part ->> 'owner', part ->> 'team', percent / 100,
           round(amount * until / 100, 4) - round(amount * (until - percent) / 100, 4),
           round(base * until / 100, 4) - round(base * (until - percent) / 100, 4)
    from (select part, (part ->> 'percent')::numeric as percent, sum((part ->> 'percent')::numeric) over (order by place) as until
          from jsonb_array_elements(splits) with ordinality as each (part, place)) as parts
$$;

-- The parts of a deal by the products of its line items; those in the base currency are exactly the whole as well.
create function opportunity_products(base numeric, items jsonb)
    returns table (sold_product uuid, sold_amount numeric, sold_base numeric)
    language sql immutable parallel safe as $$
    select product, sum(value), sum(case when whole = 0 then base * 0
                                         else round(base * until / whole, 4) - round(base * (until - value) / whole, 4) end)
    from (select product, value, sum(value) over (order by place) as until, sum(value) over () as whole
          from (select (item ->> 'productId')::uuid as product, (item ->> 'total')::numeric as value, place
                from jsonb_array_elements(items) with ordinality as each (item, place)) as lines) as parts
    group by product
$$;

create index opportunity_open_split on opportunity (close_date) where owner_splits is not null and outcome = 'OPEN' and archived_at is null;
