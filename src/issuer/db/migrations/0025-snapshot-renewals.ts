/** When a trust list last dropped a key: what was signed before is signed anew when it is read. */
export const snapshotRenewals = [
  `create table snapshot_renewals (
    id integer primary key check (id = 1),
    key_dropped_at bigint not null
  )`,
]
