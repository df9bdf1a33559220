-- What an entity was funded with and what of it is not allocated yet; whole credits, at most 9e15 (Amounts.MAX).
create table public.credit_pools (
  tenant_id   uuid not null references public.tenants (id),
  entity_id   text not null check (char_length(entity_id) between 1 and 128),
  funded      bigint not null check (funded between 1 and 9000000000000000),
  unallocated bigint not null check (unallocated between 0 and funded),
  version     bigint not null check (version >= 1),
  updated_at  timestamptz not null,
  primary key (tenant_id, entity_id)
) with (fillfactor = 70);

create table public.credit_funding (
  id          uuid primary key,
  tenant_id   uuid not null,
  entity_id   text not null,
  amount      bigint not null check (amount between 1 and 9000000000000000),
  reason      text check (char_length(reason) between 1 and 500),
  funded      bigint not null,
  unallocated bigint not null,
  created_at  timestamptz not null,
  foreign key (tenant_id, entity_id) references public.credit_pools (tenant_id, entity_id)
);

create index credit_funding_entity on public.credit_funding (tenant_id, entity_id, id);

create table public.credit_allocations (
  id          uuid primary key,
  tenant_id   uuid not null,
  entity_id   text not null,
  application text not null check (application ~ '^[a-z]{1,32}$'),
  amount      bigint not null check (amount between 1 and 9000000000000000),
  purpose     text check (char_length(purpose) between 1 and 500),
  unallocated bigint not null,
  created_at  timestamptz not null,
  foreign key (tenant_id, entity_id) references public.credit_pools (tenant_id, entity_id)
);

create index credit_allocations_entity on public.credit_allocations (tenant_id, entity_id, id);
