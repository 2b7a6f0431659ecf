/** What of a payment is on its way back, which is read with every payment that is shown. */
export const refundsByReference = { index: 'create index refunds_by_reference on refunds (reference)' }
