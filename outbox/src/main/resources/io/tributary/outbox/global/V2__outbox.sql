-- One outbox per database, insert-only: no replica identity is needed, and the publication carries inserts alone, so
-- that purging is invisible to capture.
create table public.outbox (
  id            uuid primary key,
  aggregatetype text not null,
  aggregateid   text not null,
  type          text not null,
  payload       bytea not null,
  tenant_id     uuid not null,
  tenant_seq    bigint not null,
  occurred_at   timestamptz not null default now(),
  traceparent   text,
  unique (tenant_id, aggregatetype, tenant_seq)
);

-- The row lock makes tenant_seq contiguous, and commit order its order.
create table public.tenant_sequences (
  tenant_id uuid not null,
  context   text not null,
  last_seq  bigint not null check (last_seq >= 1),
  primary key (tenant_id, context)
) with (fillfactor = 50);

create publication tributary_outbox for table public.outbox with (publish = 'insert');
