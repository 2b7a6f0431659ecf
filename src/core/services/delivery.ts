import type { Field, ServicePage } from './service-definition.ts'
import type { Delivery } from './service-words.ts'

/** Ids of the page that the engine adds; a definition may not use them. */
export const deliveryIds = ['delivery', 'deliveryOffice', 'deliveryAddress'] as const

/** The pages that ask how the result is to come: none where there is only one way. */
export function askDelivery(ways: readonly Delivery[] | undefined): readonly ServicePage[] {
  const [delivery, office, address] = deliveryIds
  if (ways === undefined || ways.length < 2) return []
  const fields: Field[] = [{ id: delivery, type: 'choice', choices: [...ways] }]
  if (ways.includes('counter')) {
    fields.push({ id: office, type: 'office', when: { is: [delivery, 'counter'] } })
  }
  if (ways.includes('post')) {
    fields.push({ id: address, type: 'address', from: 'account.address', when: { is: [delivery, 'post'] } })
  }
  return [{ id: delivery, fields }]
}
