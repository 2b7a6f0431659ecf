import type { TextKey } from './translate.ts'
import type account from './vi/account.json'
import type answers from './vi/answers.json'
import type app from './vi/app.json'
import type card from './vi/card.json'
import type cover from './vi/cover.json'
import type history from './vi/history.json'
import type inbox from './vi/inbox.json'
import type lookup from './vi/lookup.json'
import type message from './vi/message.json'
import type office from './vi/office.json'
import type payment from './vi/payment.json'
import type push from './vi/push.json'
import type registration from './vi/registration.json'
import type scan from './vi/scan.json'
import type service from './vi/service.json'
import type support from './vi/support.json'
import type ui from './vi/ui.json'

/*
 * The keys of each area of texts. Vietnamese is the source: the other languages are held to its keys. What an
 * area is for, and how a text is added, stands in CONTRIBUTING.md.
 */

/** The card path: page and worker. Few, because all of them travel in the worker. */
export type CardTextKey = TextKey<typeof card>
/** What several pages and screens say: errors, ways on and back, a person's details, wards. */
export type UiTextKey = TextKey<typeof ui>
/** Signing in, services, whether the phone is ready. */
export type AppTextKey = TextKey<typeof app>
/** Recovery, devices, passkeys, personal information, leaving. */
export type AccountTextKey = TextKey<typeof account>
/** What the card covers, reminders, the extract and reports. */
export type CoverTextKey = TextKey<typeof cover>
/** Participation, benefits, visits and what changed. */
export type HistoryTextKey = TextKey<typeof history>
/** The inbox; `<code>.title` and `<code>.text` of what the issuer puts there (issuer/inbox). */
export type InboxTextKey = TextKey<typeof inbox>
/** Looking up facilities and offices. */
export type LookupTextKey = TextKey<typeof lookup>
/** Notifications on this device: pushes and reminders. */
export type PushTextKey = TextKey<typeof push>
/** What is paid, and receipts. */
export type PaymentTextKey = TextKey<typeof payment>
/** Asking the assistant. */
export type AnswersTextKey = TextKey<typeof answers>
/** Registering an account. */
export type RegistrationTextKey = TextKey<typeof registration>
/** Scanning, and a person's own cards. */
export type ScanTextKey = TextKey<typeof scan>
/**
 * Filling in and sending requests to public services; what a service itself says comes with its definition.
 */
export type ServiceTextKey = TextKey<typeof service>
/** Guides and news, questions to the office, whether a call or a message is genuine. */
export type SupportTextKey = TextKey<typeof support>
/** SMS and mail of the issuer: `.sms` in one part, `.subject` and `.mail` of a mail. */
export type MessageTextKey = TextKey<typeof message>
/** The officers' page. Officers work in Vietnamese, so there is no other language. */
export type OfficeTextKey = TextKey<typeof office>

/** The card path's texts in one language, as its file has them. */
export type CardTexts = Readonly<Record<keyof typeof card, string>>
