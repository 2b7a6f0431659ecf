import { pictureKinds } from '../../../core/api/registration-contract.ts'

/** The pages in the order in which they follow each other. */
export const pageOrder = [
  'start',
  'person',
  'identity',
  'address',
  'contact',
  ...pictureKinds,
  'office',
  'review',
] as const

/** Pages of the order, and those beside it: scanning, looking one's number up, the receipt. */
export type Page = (typeof pageOrder)[number] | 'scan' | 'look-up' | 'receipt'

/** The five steps that a person is told of. */
export const steps = ['start', 'details', 'pictures', 'office', 'review'] as const
export type Step = (typeof steps)[number]

const stepOfPage: Readonly<Record<Page, Step>> = {
  start: 'start',
  person: 'details',
  scan: 'details',
  'look-up': 'details',
  identity: 'details',
  address: 'details',
  contact: 'details',
  portrait: 'pictures',
  front: 'pictures',
  back: 'pictures',
  office: 'office',
  review: 'review',
  receipt: 'review',
}

/** The step of a page, with its place among the five, from 1. */
export function stepOf(page: Page): { step: Step; place: number } {
  const step = stepOfPage[page]
  return { step, place: steps.indexOf(step) + 1 }
}

/** The page after this one; the last one after itself. */
export function pageAfter(page: Page): Page {
  return pageOrder[placeOf(page) + 1] ?? 'review'
}

/** The page before this one, the first one before itself; a page beside the order goes back to what it belongs to. */
export function pageBefore(page: Page): Page {
  if (page === 'scan' || page === 'look-up') return 'person'
  return pageOrder[placeOf(page) - 1] ?? 'start'
}

function placeOf(page: Page): number {
  return (pageOrder as readonly Page[]).indexOf(page)
}

/** True for the name of a page; anything else may stand in the history or in an old draft. */
export function isPage(name: unknown): name is Page {
  return typeof name === 'string' && Object.hasOwn(stepOfPage, name)
}
