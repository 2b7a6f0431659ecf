import { expect, it } from 'vitest'
import { killInWebhooks } from '../support/payment/kill-webhooks.ts'

it('an issuer that is killed while the bank tells of money loses nothing that it has acknowledged', async () => {
  const { acknowledged, ...outcome } = await killInWebhooks(1)
  expect(outcome).toEqual({ tries: 10, lost: 0, broken: 0 })
  expect(acknowledged).toBeGreaterThan(0)
})
