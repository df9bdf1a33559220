-- The rules of one column become its type's: PostgreSQL parses and plans a table's checks anew for each statement that
-- writes to it, and keeps those of a type (docs/adr/0031). A type gets its rule once its columns have it: then they
-- are looked through, but not written again.
create domain public.credit_amount as bigint;
create domain public.credit_total as bigint;
create domain public.row_version as bigint;
create domain public.application_id as text;
create domain public.entity_id as text;
create domain public.reason as text;
create domain public.grant_kind as text;
create domain public.grant_priority as smallint;
create domain public.grant_recurrence as text;
create domain public.unit_cost as numeric(38, 9);
create domain public.external_key as text;

alter table public.tenant_sequences
  drop constraint tenant_sequences_last_seq_check,
  alter column last_seq type public.row_version;

alter table public.credit_pools
  drop constraint credit_pools_entity_id_check,
  drop constraint credit_pools_funded_check,
  drop constraint credit_pools_unallocated_check,
  drop constraint credit_pools_version_check,
  alter column entity_id type public.entity_id,
  alter column funded type public.credit_total,
  alter column unallocated type public.credit_total,
  alter column version type public.row_version;

alter table public.credit_funding
  drop constraint credit_funding_amount_check,
  drop constraint credit_funding_reason_check,
  alter column amount type public.credit_amount,
  alter column reason type public.reason;

alter table public.credit_reclaims
  drop constraint credit_reclaims_application_check,
  drop constraint credit_reclaims_amount_check,
  alter column application type public.application_id,
  alter column amount type public.credit_amount;

alter table public.credit_allocations
  drop constraint credit_allocations_application_check,
  drop constraint credit_allocations_amount_check,
  drop constraint credit_allocations_purpose_check,
  drop constraint credit_allocations_kind_check,
  drop constraint credit_allocations_priority_check,
  drop constraint credit_allocations_recurs_check,
  drop constraint credit_allocations_rollover_min_check,
  drop constraint credit_allocations_check,
  drop constraint credit_allocations_check1,
  drop constraint credit_allocations_cost_basis_check,
  drop constraint credit_allocations_external_key_check,
  drop constraint credit_allocations_terms,
  alter column application type public.application_id,
  alter column amount type public.credit_amount,
  alter column purpose type public.reason,
  alter column kind type public.grant_kind,
  alter column priority type public.grant_priority,
  alter column recurs type public.grant_recurrence,
  alter column rollover_min type public.credit_total,
  alter column rollover_max type public.credit_total,
  alter column cost_basis type public.unit_cost,
  alter column external_key type public.external_key,
  add constraint credit_allocations_terms check (
    num_nulls(kind, priority, effective_at, rollover_min, rollover_max) in (0, 5)
    and (kind is not null
      or num_nonnulls(expires_at, recurs, recurrence_anchor, cost_basis, external_key) = 0)
    and (recurs is null) = (recurrence_anchor is null)
    and expires_at > effective_at
    and rollover_max >= rollover_min);

alter domain public.credit_amount add check (value between 1 and 9000000000000000);
alter domain public.credit_total add check (value between 0 and 9000000000000000);
alter domain public.row_version add check (value >= 1);
alter domain public.application_id add check (value ~ '^[a-z]{1,32}$');
alter domain public.entity_id add check (char_length(value) between 1 and 128);
alter domain public.reason add check (char_length(value) between 1 and 500);
alter domain public.grant_kind add check (value in ('purchased', 'granted', 'promotional'));
alter domain public.grant_priority add check (value between 0 and 255);
alter domain public.grant_recurrence add check (value in ('day', 'week', 'month', 'year'));
alter domain public.unit_cost add check (value >= 0);
alter domain public.external_key add check (char_length(value) between 1 and 200);
