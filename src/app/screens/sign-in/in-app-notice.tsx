import { useState } from 'preact/hooks'
import { say } from '../../texts/app-texts.ts'

/** Told to people who opened the page inside another app, which neither installs nor keeps anything. */
export function InAppNotice({ app, ios, onSkip }: { app: string; ios: boolean; onSkip: () => void }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard?.writeText(`${location.origin}/`).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <section class="guide">
      <h1>{say('inApp.title')}</h1>
      <p>{say('inApp.lead', { app })}</p>
      <ol class="steps">
        <li>{say('inApp.stepMenu')}</li>
        <li>{say(ios ? 'inApp.stepIos' : 'inApp.stepAndroid')}</li>
      </ol>
      <p class="address">{location.host}</p>
      <button type="button" class="primary" onClick={copy}>
        {say('inApp.copy')}
      </button>
      <p role="status" class="small">
        {copied && say('inApp.copied')}
      </p>
      <button type="button" class="plain" onClick={onSkip}>
        {say('inApp.continue')}
      </button>
    </section>
  )
}
