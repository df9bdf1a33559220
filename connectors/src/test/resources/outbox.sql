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
create publication tributary_outbox for table public.outbox with (publish = 'insert');
