import { createOutboxSenders } from '../../../src/wallet/outbox/outbox-senders.ts'
import { sendServiceRequest } from '../../../src/wallet/outbox/service-sender.ts'

/** How each kind is sent, as the service worker has it. */
export const outboxSenders = createOutboxSenders(sendServiceRequest)
