create table opportunity (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text,
    updated_at timestamptz not null,
    updated_by text,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    name text not null,
    account_id uuid not null references account (id),
    primary_contact_id uuid references contact (id),
    contact_roles jsonb,
    product_id uuid references product (id),
    pipeline_id uuid not null references pipeline (id),
    stage_id uuid not null references stage (id),
    stage_name text not null,
    probability bigint not null check (probability between 0 and 100),
    probability_overridden boolean not null default false,
    amount numeric(19, 4),
    currency text not null,
    exchange_rate numeric(19, 8) not null,
    amount_base numeric(19, 4),
    best_case numeric(19, 4),
    worst_case numeric(19, 4),
    expected_revenue numeric(19, 4),
    recurring_amount numeric(19, 4),
    recurrence text,
    close_date date,
    closed_at timestamptz,
    type text,
    lead_source text,
    campaign_id uuid,
    next_step text,
    next_step_date date,
    forecast_category text not null,
    loss_reason text,
    win_reason text,
    buying_goals text,
    success_criteria text,
    line_items jsonb,
    territory text,
    stage_entered_at timestamptz not null,
    push_count bigint not null default 0,
    renewal_of_id uuid references opportunity (id),
    original_lead_id uuid,
    search_text text generated always as (lower(name || ' ' || coalesce(next_step, ''))) stored
);
create index opportunity_newest on opportunity (created_at, id);
create index opportunity_updated on opportunity (updated_at, id);
create index opportunity_owner on opportunity (owner, id);
create index opportunity_team on opportunity (team, created_at, id);
create index opportunity_by_name on opportunity (name, id);
create index opportunity_by_amount on opportunity (amount, id);
create index opportunity_by_amount_base on opportunity (amount_base, id);
create index opportunity_by_close_date on opportunity (close_date, id);
create index opportunity_by_stage_entered_at on opportunity (stage_entered_at, id);
create index opportunity_name on opportunity (lower(name));
create index opportunity_account on opportunity (account_id, created_at, id);
create index opportunity_contact on opportunity (primary_contact_id) where primary_contact_id is not null;
create index opportunity_product on opportunity (product_id) where product_id is not null;
create index opportunity_renewal on opportunity (renewal_of_id) where renewal_of_id is not null;
create index opportunity_campaign on opportunity (campaign_id) where campaign_id is not null;
create index opportunity_original_lead on opportunity (original_lead_id) where original_lead_id is not null;
create index opportunity_external_id on opportunity (lower(external_id));
create index opportunity_search on opportunity using gin (search_text gin_trgm_ops);
-- The board: the first cards of a column by close date, and its figures without visiting the table.
create index opportunity_cards on opportunity (stage_id, close_date, id) where archived_at is null;
create index opportunity_figures on opportunity (pipeline_id, stage_id) include (amount_base, probability, owner, team) where archived_at is null;

-- One row for each move from stage to stage, written in the transaction of the move.
create table opportunity_stage_history (
    id bigint generated always as identity primary key,
    opportunity_id uuid not null references opportunity (id),
    from_stage_id uuid not null,
    from_stage_name text not null,
    to_stage_id uuid not null,
    to_stage_name text not null,
    seconds_in_previous_stage bigint not null,
    reason text,
    changed_at timestamptz not null,
    changed_by text not null
);
create index opportunity_stage_history_of on opportunity_stage_history (opportunity_id, id);
