/**
 * Public packs: files under their hash, drafts that a second officer releases, and the lists of content keys.
 */
export const content = [
  // The role `content` is new, and a check cannot be changed in place on SQLite.
  `create table signer_keys_of_five_roles (
    key_id text primary key,
    role text not null check (role in ('card', 'snapshot', 'status', 'content', 'payment')),
    public_key bytea not null,
    sealed_private_key bytea not null,
    created_at bigint not null,
    not_before bigint not null,
    not_after bigint not null
  )`,
  `insert into signer_keys_of_five_roles
    select key_id, role, public_key, sealed_private_key, created_at, not_before, not_after from signer_keys`,
  'drop table signer_keys',
  'alter table signer_keys_of_five_roles rename to signer_keys',
  `create table content_files (
    sha256 text primary key,
    body bytea not null,
    created_at bigint not null
  )`,
  `create table content_drafts (
    id text primary key,
    name text not null,
    language text,
    sha256 text not null references content_files (sha256),
    note text not null,
    author text not null,
    created_at bigint not null,
    state text not null,
    decided_by text,
    decided_at bigint
  )`,
  'create index content_drafts_waiting on content_drafts (state, created_at)',
  `create table content_releases (
    sequence bigint primary key,
    draft_id text not null references content_drafts (id),
    name text not null,
    language text,
    sha256 text not null references content_files (sha256),
    size bigint not null,
    starts_at bigint not null
  )`,
  `create table content_key_lists (
    sequence bigint primary key,
    body bytea not null,
    published_at bigint not null
  )`,
]
