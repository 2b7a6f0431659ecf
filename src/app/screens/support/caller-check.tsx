import { useState } from 'preact/hooks'
import { type CallerCheckView, callEndpoints } from '../../../core/api/call-contract.ts'
import { request } from '../../../core/api/request.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { useApp } from '../../app-state.ts'
import { ErrorText } from '../../requests/error-text.tsx'
import { tSupport } from '../../texts/support-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

/**
 * Trying a caller who claims to be an officer: they say four digits, which are typed here. This page has no
 * digits to read out, and what an impostor hears of a wrong try is nothing.
 */
export function CallerCheck() {
  const { summary, online } = useApp()
  const [digits, setDigits] = useState('')
  const [answer, setAnswer] = useState<CallerCheckView>()
  const { isBusy, error, run } = useAction()
  const isWhole = /^\d{4}$/.test(digits)
  const check = () =>
    run(async () => {
      setAnswer(undefined)
      setAnswer(await request(issuer, callEndpoints.checkCaller, { body: { digits } }))
      setDigits('')
    })
  return (
    <section aria-labelledby="caller" class="caller">
      <h2 id="caller">{tSupport('caller.title')}</h2>
      <ol>
        <li>{tSupport('caller.ask')}</li>
        <li>{tSupport('caller.type')}</li>
        <li>{tSupport('caller.neverRead')}</li>
      </ol>
      {summary.signedIn ? (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (isWhole) check()
          }}
        >
          <TextField
            name="digits"
            label={tSupport('caller.digits')}
            value={digits}
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            onChange={(text) => {
              setDigits(text.replace(/\D/g, ''))
              // Of another call, perhaps.
              setAnswer(undefined)
            }}
          />
          {!online && <p class="notice">{tSupport('caller.offline')}</p>}
          <button type="submit" class="primary" aria-disabled={isBusy || !isWhole}>
            {tSupport('caller.check')}
          </button>
          {error && <ErrorText code={error.code} />}
          <div role="status">
            {answer && (
              <p class={answer.isGenuine ? 'notice' : 'notice verdict danger'}>
                <strong>
                  {answer.isGenuine
                    ? tSupport('caller.genuine', { office: answer.office ?? 'BHXH' })
                    : tSupport('caller.impostor')}
                </strong>
              </p>
            )}
          </div>
        </form>
      ) : (
        <>
          <p>{tSupport('caller.signIn')}</p>
          <a class="plain" href="/dang-nhap">
            {tUi('services.signIn')}
          </a>
        </>
      )}
    </section>
  )
}
