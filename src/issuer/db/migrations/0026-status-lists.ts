/** Signed status lists, one for all processes, and what of a list is revoked without reading all of it. */
export const statusLists = [
  `create table status_lists (
    list integer primary key,
    body bytea not null,
    etag text not null,
    issued_at bigint not null,
    signed_of text not null,
    checked_at bigint not null
  )`,
  'create index status_entries_revoked on status_entries (list, position) where revoked_at is not null',
]
