import { useState } from 'preact/hooks'
import { tApp } from '../../texts/app-texts.ts'

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
      <h1>{tApp('inApp.title')}</h1>
      <p>{tApp('inApp.lead', { app })}</p>
      <ol class="steps">
        <li>{tApp('inApp.stepMenu')}</li>
        <li>{tApp(ios ? 'inApp.stepIos' : 'inApp.stepAndroid')}</li>
      </ol>
      <p class="address">{location.host}</p>
      <button type="button" class="primary" onClick={copy}>
        {tApp('inApp.copy')}
      </button>
      <p role="status" class="small">
        {copied && tApp('inApp.copied')}
      </p>
      <button type="button" class="plain" onClick={onSkip}>
        {tApp('inApp.continue')}
      </button>
    </section>
  )
}
