-- The registry of tenants (S3 "Schema Structure"). schema_name is made once, at registration, and never computed again.
create table public.tenants (
  id                uuid primary key,
  name              text not null check (char_length(name) between 1 and 200),
  domain            text not null unique check (domain = lower(domain) and char_length(domain) between 3 and 253),
  plan              text not null check (plan in ('free', 'starter', 'professional', 'enterprise')),
  status            text not null check (status in ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'ARCHIVED')),
  schema_name       text not null unique check (schema_name ~ '^tenant_[a-z0-9_]{1,56}$'),
  schema_version    integer not null default 0 check (schema_version >= 0),
  provisioning_step text not null
    check (provisioning_step in ('REGISTERED', 'SCHEMA_CREATED', 'MIGRATED', 'SEEDED', 'READY')),
  -- What provisioning still needs of the registration; emptied once it is used.
  admin_email       text check (char_length(admin_email) <= 254),
  registration_key  text,
  version           bigint not null check (version >= 1),
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  constraint tenants_ready_unless_provisioning check ((status = 'PROVISIONING') = (provisioning_step <> 'READY'))
);

create index tenants_provisioning on public.tenants (id) where status = 'PROVISIONING';
create index tenants_schema_version on public.tenants (schema_version);

create table public.subscriptions (
  id         uuid primary key,
  tenant_id  uuid not null unique references public.tenants (id),
  plan       text not null check (plan in ('free', 'starter', 'professional', 'enterprise')),
  started_at timestamptz not null
);

create table public.system_settings (
  name       text primary key,
  value      text not null,
  updated_at timestamptz not null default now()
);
