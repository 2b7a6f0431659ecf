import { describe, expect, it } from 'vitest'
import { runHistories } from '../../../support/payment/payment-histories.ts'

describe('settling transfers', () => {
  it('keeps every đồng and renews each payment once, when it is whole, in whatever order things come', () => {
    expect(runHistories('unit', 2000)).toEqual({
      histories: 2000,
      unbalanced: 0,
      lost: 0,
      renewedUnpaid: 0,
      renewedTwice: 0,
      unrenewedPaid: 0,
    })
  })
})
