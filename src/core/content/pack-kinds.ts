import { answersKind } from './answers-kind.ts'
import { articlesKind } from './articles-kind.ts'
import { branchesKind } from './branches-kind.ts'
import { collectionPointsKind } from './collection-points-kind.ts'
import { contactsKind } from './contacts-kind.ts'
import { facilitiesKind } from './facilities-kind.ts'
import type { PackKind } from './pack-kind.ts'
import { payeesKind } from './payees-kind.ts'
import { servicesKind } from './services-kind.ts'

/** The kinds of packs that this version of the app can read and officers can edit, by their name. */
export const packKinds = {
  facilities: facilitiesKind,
  branches: branchesKind,
  'collection-points': collectionPointsKind,
  payees: payeesKind,
  services: servicesKind,
  contacts: contactsKind,
  guides: articlesKind,
  news: articlesKind,
  answers: answersKind,
} as const satisfies Record<string, PackKind>

export type PackName = keyof typeof packKinds

/** Whether there is a kind of this name. */
export function isPackName(name: string): name is PackName {
  return Object.hasOwn(packKinds, name)
}

/** The kind of a name; undefined if there is none. */
export function findPackKind(name: string): PackKind | undefined {
  return isPackName(name) ? packKinds[name] : undefined
}
