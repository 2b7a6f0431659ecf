/**
 * The content desk: officers who write public content, what they are writing, on what a draft was written,
 * and what releases have removed.
 */
export const contentDesk = [
  // Beside the role, not a third one: a check cannot be changed in place on SQLite.
  `alter table officers add column duty text not null default 'files' check (duty in ('files', 'content'))`,
  'alter table content_drafts add column base_sha256 text',
  `create table content_removed_values (
    sequence bigint not null references content_releases (sequence),
    name text not null,
    language text,
    value text not null,
    primary key (sequence, value)
  )`,
  'create index content_removed_values_of_pack on content_removed_values (name, value)',
  `create table content_edits (
    officer_id text not null references officers (id),
    pack text not null,
    base_sha256 text not null,
    note text not null,
    changes text not null,
    saved_at bigint not null,
    primary key (officer_id, pack)
  )`,
]
