/**
 * The closed lists that definitions of services are written in. A word that stands in none of them makes a
 * definition unreadable for this version of the app; a new word is a new row here, its meaning in one place,
 * and a higher `SERVICE_SCHEMA`.
 */

/** The newest form of definitions that this version reads. */
export const SERVICE_SCHEMA = 1

/** What can be asked. For each one parser (`read-value.ts`) and one control on the phone. */
export const fieldTypes = [
  'text',
  'name',
  'date',
  'choice',
  'number',
  'money',
  'phone',
  'email',
  'address',
  'ward',
  'facility',
  'office',
  'card',
  'person',
  'pictures',
  'bank-account',
  'yes-no',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** Types whose value is a list; `repeat` says how many. */
export const listTypes = ['person', 'pictures'] as const satisfies readonly FieldType[]

/**
 * What the wallet knows already, and the type of field that it can fill in. `holder` is the account holder as
 * the snapshot has them, `card` the face of the card that the request is about (the first field of type
 * `card`, else the holder's own), `account` what the account's page shows, `family` the dependants on the
 * device.
 */
export const prefills = {
  'holder.name': 'name',
  'holder.birth': 'date',
  'holder.bhxh': 'text',
  'holder.personal': 'text',
  'card.id': 'card',
  'card.name': 'name',
  'card.birth': 'date',
  'card.facility': 'facility',
  'account.phone': 'phone',
  'account.email': 'email',
  'account.address': 'address',
  family: 'person',
} as const satisfies Record<string, FieldType>
export type PrefillName = keyof typeof prefills

/**
 * What an approval writes into the registry, and the type of field that says it. `card.reissue` makes a new
 * card of the one named, `card.months` makes it good for so many months more. `contact` is how the insurer
 * reaches the person: what the account signs in with stays.
 */
export const changeTargets = {
  'card.facility': 'facility',
  'card.reissue': 'card',
  'card.months': 'number',
  'holder.name': 'name',
  'holder.birth': 'date',
  'holder.sex': 'choice',
  'holder.personal': 'text',
  'contact.phone': 'phone',
  'contact.email': 'email',
  'contact.address': 'address',
} as const satisfies Record<string, FieldType>
export type ChangeTarget = keyof typeof changeTargets

/**
 * Sums that are reckoned and never typed (`compute-value.ts`), and the types of the fields that they are
 * reckoned from, in order.
 */
export const computations = {
  /** How many people. */
  count: ['person'],
  /** The contribution of a household for its members and months, in đồng. */
  'household-contribution': ['person', 'number'],
  /**
   * What a person pays of the contribution to voluntary social insurance, in đồng: of an income, a number of
   * months, and the group whom the state supports (`supportGroups`; any other word: without support).
   */
  'voluntary-contribution': ['money', 'number', 'choice'],
} as const satisfies Record<string, readonly FieldType[]>
export type ComputationName = keyof typeof computations

/**
 * What becomes of an approved request. `new-snapshot`: `changes` are written, a newer snapshot follows by
 * itself; `payment-then-snapshot`: it waits for its payment first; `document`: the office makes a document;
 * `none`: nothing but the answer.
 */
export const resultKinds = ['new-snapshot', 'payment-then-snapshot', 'document', 'none'] as const
export type ResultKind = (typeof resultKinds)[number]

/**
 * To whom it is offered: everybody, holders of a card, people who draw a pension. Nobody is refused by it.
 */
export const audiences = ['everyone', 'card-holders', 'pensioners'] as const
export type ServiceAudience = (typeof audiences)[number]

/** How the result comes. With more than one, the engine asks (`delivery.ts`). */
export const deliveries = ['electronic', 'counter', 'post'] as const
export type Delivery = (typeof deliveries)[number]

/**
 * What is asked for at sending: the session alone, or once more that it is the person (password or passkey).
 */
export const proofs = ['session', 'again'] as const
export type Proof = (typeof proofs)[number]

export const familyRelations = ['self', 'spouse', 'child', 'parent', 'other'] as const

export const limits = {
  /** Characters of one definition as JSON. */
  definition: 16_000,
  /** Characters of a pack as JSON. */
  pack: 1_048_576,
  services: 64,
  pages: 40,
  fields: 60,
  choices: 60,
  rules: 20,
  /** Conditions of all pages, fields and rules together, each `all`, `any`, `not` counted. */
  conditions: 200,
  /** Levels of JSON in a definition; a condition takes two a level. */
  depth: 16,
  /** Values of JSON in a definition, and in answers. */
  nodes: 4_000,
  texts: 400,
  textLength: 2_000,
  /** Characters of one typed text. */
  typed: 1_000,
  people: 20,
  pictures: 10,
  /** Characters of answers as JSON. */
  answers: 60_000,
} as const
