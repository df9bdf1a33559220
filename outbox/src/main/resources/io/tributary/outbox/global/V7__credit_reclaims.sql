-- Unspent credits that the ledger took back from a wallet: each event is booked into its entity's pool once.
create table public.credit_reclaims (
  event_id     uuid primary key,
  tenant_id    uuid not null references public.tenants (id),
  entity_id    text not null,
  application  text not null check (application ~ '^[a-z]{1,32}$'),
  amount       bigint not null check (amount between 1 and 9000000000000000),
  reason       text,
  reclaimed_at timestamptz not null,
  created_at   timestamptz not null
);

create index credit_reclaims_entity on public.credit_reclaims (tenant_id, entity_id, event_id);

-- Transfers carry credits between the wallets of entities: more may come back to a pool than was ever funded there.
alter table public.credit_pools
  drop constraint credit_pools_funded_check,
  drop constraint credit_pools_check,
  add constraint credit_pools_funded_check check (funded between 0 and 9000000000000000),
  add constraint credit_pools_unallocated_check check (unallocated between 0 and 9000000000000000);
