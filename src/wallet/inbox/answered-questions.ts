import type { InboxItem } from '../../core/snapshot/inbox.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { loadInbox } from './inbox.ts'

/** A question to the office and what it said, as the inbox has them. */
export type AnsweredQuestion = {
  readonly id: string
  /** When it was answered, Unix seconds. */
  readonly at: number
  /** Its beginning. */
  readonly question: string
  readonly answer: string
}

/** The answers in the inbox of the newest snapshot, the newest first. @throws as `loadInbox` */
export async function listAnswers(db: WalletDatabase): Promise<readonly AnsweredQuestion[]> {
  const inbox = await loadInbox(db)
  return (inbox?.items ?? []).flatMap((item) => readAnsweredQuestion(item) ?? [])
}

/**
 * What an item says of an answered question; undefined of any other item. The answer is put together from its
 * parts.
 */
export function readAnsweredQuestion({ id, at, code, values }: InboxItem): AnsweredQuestion | undefined {
  if (code !== 'question-answered') return undefined
  const parts = Object.keys(values)
    .filter((name) => /^answer\d$/.test(name))
    .sort()
  return { id, at, question: values['question'] ?? '', answer: parts.map((name) => values[name]).join('') }
}
