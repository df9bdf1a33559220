-- Unspent credits that the ledger took back from a wallet: each event is booked into its pool once.
create table public.credit_reclaims (
  event_id     uuid primary key,
  tenant_id    uuid not null,
  entity_id    text not null,
  application  text not null check (application ~ '^[a-z]{1,32}$'),
  amount       bigint not null check (amount between 1 and 9000000000000000),
  reason       text,
  unallocated  bigint not null,
  reclaimed_at timestamptz not null,
  created_at   timestamptz not null,
  foreign key (tenant_id, entity_id) references public.credit_pools (tenant_id, entity_id)
);

create index credit_reclaims_entity on public.credit_reclaims (tenant_id, entity_id, event_id);
