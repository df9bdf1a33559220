-- How allocated credits may be spent; kind is null where they were simply bought (no terms were given).
alter table public.credit_allocations
  add column kind              text check (kind in ('purchased', 'granted', 'promotional')),
  add column priority          smallint check (priority between 0 and 255),
  add column effective_at      timestamptz,
  add column expires_at        timestamptz check (expires_at > effective_at),
  add column recurs            text check (recurs in ('day', 'week', 'month', 'year')),
  add column recurrence_anchor timestamptz,
  add column rollover_min      bigint check (rollover_min >= 0),
  add column rollover_max      bigint check (rollover_max between rollover_min and 9000000000000000),
  add column cost_basis        numeric(38, 9) check (cost_basis >= 0),
  add column external_key      text check (char_length(external_key) between 1 and 200),
  add constraint credit_allocations_terms check (
    num_nulls(kind, priority, effective_at, rollover_min, rollover_max) in (0, 5)
    and (kind is not null
      or num_nonnulls(expires_at, recurs, recurrence_anchor, cost_basis, external_key) = 0)
    and (recurs is null) = (recurrence_anchor is null));

create unique index credit_allocations_external_key
  on public.credit_allocations (tenant_id, entity_id, application, external_key) where external_key is not null;
create index credit_allocations_tenant on public.credit_allocations (tenant_id, id);
