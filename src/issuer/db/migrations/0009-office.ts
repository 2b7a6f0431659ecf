/** The people who decide, their sessions, and the log of what they did. */
export const office = [
  `create table officers (
    id text primary key,
    login text not null unique,
    full_name text not null,
    role text not null check (role in ('officer', 'supervisor')),
    office_code text not null references offices (code),
    password_hash text not null,
    temporary_until bigint,
    created_at bigint not null,
    ended_at bigint
  )`,
  `create table officer_sessions (
    id text primary key,
    officer_id text not null references officers (id),
    secret_hash bytea not null,
    created_at bigint not null,
    used_at bigint not null
  )`,
  'create index officer_sessions_by_officer on officer_sessions (officer_id)',
  `create table audit_entries (
    sequence integer primary key,
    at bigint not null,
    officer_id text,
    office_code text,
    action text not null,
    target text,
    hash text not null
  )`,
  'create index audit_entries_by_office on audit_entries (office_code, sequence)',
  // One row: the end of the chain, which whoever writes the next entry locks.
  `create table audit_head (
    id integer primary key check (id = 1),
    sequence integer not null,
    hash text not null
  )`,
  "insert into audit_head (id, sequence, hash) values (1, 0, '')",
]
