-- What operations cost. A price is never edited or deleted: it ends, and another one begins. Of one scope, the price
-- applies whose effective_from is the latest; one that was ended before it began (effective_to = effective_from) never did.
create table public.credit_configs (
  id             uuid primary key,
  operation_code text not null check (char_length(operation_code) between 1 and 100),
  tenant_id      uuid references public.tenants (id),
  plan           text check (plan in ('free', 'starter', 'professional', 'enterprise')),
  application    text check (application ~ '^[a-z]{1,32}$'),
  credits        bigint not null check (credits between 1 and 9000000000000000),
  effective_from timestamptz not null,
  effective_to   timestamptz check (effective_to >= effective_from),
  description    text check (char_length(description) between 1 and 500),
  replaces       uuid references public.credit_configs (id),
  version        integer not null check (version >= 1),
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint credit_configs_scope check (tenant_id is null or plan is null)
);

create unique index credit_configs_begin
  on public.credit_configs (operation_code, tenant_id, plan, application, effective_from) nulls not distinct
  where effective_to is distinct from effective_from;
create index credit_configs_tenant on public.credit_configs (tenant_id, id);

-- Who changed what, insert-only: platform-wide prices have no tenant whose event log could tell it.
create table public.credit_config_changes (
  id             bigint generated always as identity primary key,
  config_id      uuid not null references public.credit_configs (id),
  change         text not null check (change in ('created', 'replaced', 'ended')),
  effective_to   timestamptz,
  changed_by     text,
  correlation_id text,
  changed_at     timestamptz not null
);

create index credit_config_changes_config on public.credit_config_changes (config_id, id);

-- Every instance of the API keeps the prices in memory. A trigger, so that rows written by hand are told as well.
create function public.tell_credit_config() returns trigger language plpgsql as $$
begin
  perform pg_notify('tributary_credit_configs', new.id::text);
  return null;
end $$;

create trigger credit_configs_told after insert or update on public.credit_configs
  for each row execute function public.tell_credit_config();
