/** The lists of payment keys, which are signed by a root as the others are. */
export const paymentKeyLists = [
  `create table payment_key_lists (
    sequence bigint primary key,
    body bytea not null,
    published_at bigint not null
  )`,
]
