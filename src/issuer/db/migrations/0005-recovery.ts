/** Getting back into an account: proofs of work that were used. */
export const recovery = [
  `create table used_challenges (
    nonce text primary key,
    expires_at bigint not null
  )`,
]
