import { useEffect, useState } from 'preact/hooks'
import { type PictureKind, pictureKinds } from '../../../../core/api/registration-contract.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { today } from '../../../../ui/browser/today.ts'
import { useApp } from '../../../app-state.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { describeError, labelOf } from '../form/describe-error.ts'
import { type Described, describeValues } from '../form/describe-values.ts'
import type { PageProps } from '../form/page-props.ts'
import { type AskingPage, checkAll } from '../form/registration-checks.ts'
import type { PictureDrafts } from '../pictures/use-picture-drafts.ts'
import { StepPage } from './step-page.tsx'

type ReviewPageProps = PageProps & { drafts: PictureDrafts; onSend: () => Promise<void> }

/** Everything that was filled in, each with a way to change it, and sending. */
export function ReviewPage({ form, pictures, steps, drafts, onSend }: ReviewPageProps) {
  const { now, online } = useApp()
  const { isBusy, error, run } = useAction()
  const described = useDescribed(form.values)
  const missing = checkAll(form.values, { today: today(), now, pictures })
  return (
    <StepPage
      page="review"
      title={tRegistration('review.title')}
      steps={steps}
      validationErrors={missing.map(({ page, field, validationError }) => ({
        field,
        label: labelOf(field),
        text: describeError(validationError),
        onPick: () => steps.visit(page),
      }))}
      action={tRegistration(online ? 'review.send' : 'review.sendLater')}
      isBusy={isBusy}
      onSubmit={() => run(onSend)}
    >
      {() => (
        <>
          <p>{tRegistration('review.lead')}</p>
          {described.map(({ page, rows }) => (
            <section key={page} class="review-group">
              <h2>{tRegistration(`${page}.title`)}</h2>
              <dl>
                {rows.map((row) => {
                  const validationError = missing.find(({ field }) => field === row.field)?.validationError
                  return (
                    <ReviewRow
                      key={row.field}
                      label={labelOf(row.field)}
                      value={row.value}
                      validationError={validationError && describeError(validationError)}
                      onChange={() => steps.visit(page)}
                    />
                  )
                })}
              </dl>
            </section>
          ))}
          <section class="review-group">
            <h2>{tRegistration('step.pictures')}</h2>
            <div class="review-pictures">
              {pictureKinds.map((kind) => (
                <ReviewPicture
                  key={kind}
                  kind={kind}
                  url={drafts.urls[kind]}
                  onChange={() => steps.visit(kind)}
                />
              ))}
            </div>
          </section>
          <p class="consent">{tRegistration('review.consent')}</p>
          {!online && (
            <p class="notice" role="status">
              {tRegistration('review.offline')}
            </p>
          )}
          {error && <ErrorText code={error.code} />}
        </>
      )}
    </StepPage>
  )
}

type ReviewRowProps = {
  label: string
  value: string
  validationError: string | undefined
  onChange: () => void
}

function ReviewRow({ label, value, validationError, onChange }: ReviewRowProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value || <span class="small">{tRegistration('review.none')}</span>}
        {validationError && <span class="validation-error">{validationError}</span>}
      </dd>
      <dd>
        <ChangeLink label={label} onChange={onChange} />
      </dd>
    </div>
  )
}

function ChangeLink({ label, onChange }: { label: string; onChange: () => void }) {
  return (
    <button
      type="button"
      class="link"
      aria-label={tRegistration('review.changeOf', { field: label })}
      onClick={onChange}
    >
      {tRegistration('review.change')}
    </button>
  )
}

type ReviewPictureProps = { kind: PictureKind; url: string | undefined; onChange: () => void }

function ReviewPicture({ kind, url, onChange }: ReviewPictureProps) {
  const label = tRegistration(`picture.${kind}`)
  return (
    <figure>
      {url ? (
        <img src={url} alt={label} />
      ) : (
        <p class="validation-error">{tRegistration('validationError.picture')}</p>
      )}
      <figcaption>
        {label}
        <ChangeLink label={label} onChange={onChange} />
      </figcaption>
    </figure>
  )
}

/** The values in words; names of wards and offices come a moment later. */
function useDescribed(values: PageProps['form']['values']): readonly Described<AskingPage>[] {
  const [described, setDescribed] = useState<readonly Described<AskingPage>[]>([])
  useEffect(() => {
    let isOutdated = false
    void describeValues(values).then((rows) => !isOutdated && setDescribed(rows))
    return () => {
      isOutdated = true
    }
  }, [values])
  return described
}
