import { useState } from 'preact/hooks'
import { checkMessage, LONGEST_MESSAGE, type MessageVerdict } from '../../../core/scam/check-message.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { supportTexts, tSupport } from '../../texts/support-texts.ts'
import { CallerCheck } from './caller-check.tsx'
import { CodeCamera } from './code-camera.tsx'
import { CodePicture } from './code-picture.tsx'
import { useContacts } from './use-contacts.ts'
import './support.css'

/**
 * Whether a message, a link, a number or a caller is genuine. A message is judged on the phone, and told
 * nobody.
 */
export function CheckScreen() {
  supportTexts.use()
  const contacts = useContacts()
  const [message, setMessage] = useState('')
  const take = (text: string) => setMessage(text.slice(0, LONGEST_MESSAGE))
  const isEmpty = message.trim() === ''
  const verdict = isEmpty || contacts.state === 'loading' ? undefined : checkMessage(message, contacts.list)
  return (
    <SubPage title={tSupport('check.title')} up="/tien-ich">
      <p>{tSupport('check.lead')}</p>
      <TextField
        name="message"
        label={tSupport('check.message')}
        help={tSupport('check.messageHelp')}
        value={message}
        rows={4}
        maxLength={LONGEST_MESSAGE}
        onChange={setMessage}
      />
      <div class="check-codes">
        <CodeCamera onText={take} />
        <CodePicture onText={take} />
      </div>
      {contacts.state === 'old' && <p class="notice">{tSupport('check.old')}</p>}
      {verdict && <Verdict {...verdict} />}
      <CallerCheck />
      <p class="small">{tSupport('check.never')}</p>
    </SubPage>
  )
}

function Verdict({ verdict, findings }: MessageVerdict) {
  return (
    <div class={verdict === 'danger' ? 'notice verdict danger' : 'notice verdict'} role="status">
      <p>
        <strong>{tSupport(`check.verdict.${verdict}`)}</strong>
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map(({ kind, value, name = '' }) => (
            <li key={`${kind} ${value}`}>
              {value && (
                <>
                  <span translate={false} class="found">
                    {value}
                  </span>
                  :{' '}
                </>
              )}
              {tSupport(`check.found.${kind}`, { name })}
            </li>
          ))}
        </ul>
      )}
      <p>
        {tSupport(verdict === 'danger' ? 'check.do.danger' : 'check.do.other')}{' '}
        <a href="tel:19009068">1900 9068</a>
      </p>
    </div>
  )
}
