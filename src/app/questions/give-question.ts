import { stripPersonal } from '../../core/answers/strip-personal.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { unansweredEndpoints } from '../../core/api/unanswered-contract.ts'
import { AppError } from '../../core/app-error.ts'
import type { Language } from '../../i18n/languages.ts'
import { issuer } from '../../ui/browser/issuer.ts'

/** No cookie goes along, and no work is done for it: what is refused is not given. */
const nobody: IssuerConnection = {
  fetch: (path, init) => issuer.fetch(path, { ...init, credentials: 'omit' }),
  now: issuer.now,
  startTimer: issuer.startTimer,
}

type Given = { readonly language: Language; readonly text: string }

/** `refused`: by the issuer, or there is nothing in it but a number. */
export type GivingOutcome = 'given' | 'waiting' | 'refused'

/** What waits for a network: in memory, as nothing that is asked is kept. */
let waiting: Given[] = []
const MOST_WAITING = 10
let isListening = false

/**
 * Gives the words of a question that could not be answered to those who write answers, without numbers and
 * without saying whose it is; where there is no network, as soon as there is one while the page lives.
 */
export async function giveQuestion(question: string, language: Language): Promise<GivingOutcome> {
  const text = stripPersonal(question)
  if (!/\p{L}/u.test(text)) return 'refused'
  const queue = waiting
  const given = { language, text }
  const outcome = await send(given)
  if (outcome === 'given') void sendWaiting()
  if (outcome !== 'waiting') return outcome
  queue.push(given)
  queue.splice(0, queue.length - MOST_WAITING)
  if (!isListening) addEventListener('online', () => void sendWaiting())
  isListening = true
  return outcome
}

/** Forgets what waits: the person has switched it off. One that is under way does not come back to wait. */
export function dropWaitingQuestions(): void {
  waiting.length = 0
  waiting = []
}

/** Each once, however often it is called meanwhile. */
async function sendWaiting(): Promise<void> {
  const queue = waiting
  for (let given = queue.shift(); given; given = queue.shift()) {
    if ((await send(given)) !== 'waiting') continue
    queue.unshift(given)
    return
  }
}

function send(given: Given): Promise<GivingOutcome> {
  return request(nobody, unansweredEndpoints.giveQuestion, { body: given }).then(
    () => 'given',
    (cause) => (cause instanceof AppError && cause.retryable ? 'waiting' : 'refused'),
  )
}
