import { tPush } from '../texts/push-texts.ts'
import type { PushSwitch } from './use-push.ts'
import './push.css'

/** What a person is told before anything is switched on, and where it passes. */
export function PushTerms() {
  return (
    <>
      <p>{tPush('push.lead')}</p>
      <p class="small">{tPush('push.abroad')}</p>
    </>
  )
}

/** Whether the question was not put yet on a device that could be told. */
export function isQuestionDue({ wasAsked, kept }: PushSwitch): boolean {
  return !wasAsked && kept?.state === 'off'
}

/** Our own question, put once; the browser's follows only on a yes. */
export function PushQuestion({ push }: { push: PushSwitch }) {
  return (
    <section class="offer" aria-labelledby="push-question">
      <h2 id="push-question">{tPush('push.question')}</h2>
      <PushTerms />
      <div class="push-answers">
        <button type="button" class="plain" onClick={push.decline}>
          {tPush('push.later')}
        </button>
        <button type="button" class="primary" aria-disabled={push.isBusy} onClick={push.switchOn}>
          {tPush('push.on')}
        </button>
      </div>
    </section>
  )
}
