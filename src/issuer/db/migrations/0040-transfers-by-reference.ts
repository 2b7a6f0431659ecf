/** Which transfers a payment holds, which is read where one becomes whole. */
export const transfersByReference = {
  index: 'create index bank_transfers_by_reference on bank_transfers (reference)',
}
