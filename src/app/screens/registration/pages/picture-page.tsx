import { useEffect, useRef, useState } from 'preact/hooks'
import type { ErrorCode } from '../../../../core/api/error-codes.ts'
import type { PictureKind } from '../../../../core/api/registration-contract.ts'
import { errorCodeOf } from '../../../../core/app-error.ts'
import { useApp } from '../../../app-state.ts'
import { openPicture, type PictureFileError } from '../../../pictures/prepare-picture.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import type { PageProps } from '../form/page-props.ts'
import { LivePhoto } from '../pictures/live-photo.tsx'
import { PictureEditor } from '../pictures/picture-editor.tsx'
import { PictureSources } from '../pictures/picture-sources.tsx'
import type { PictureDrafts } from '../pictures/use-picture-drafts.ts'
import { StepPage } from './step-page.tsx'

type PicturePageProps = PageProps & { kind: PictureKind; drafts: PictureDrafts }

type Stage =
  | { name: 'choosing'; validationError?: PictureFileError; error?: ErrorCode }
  | { name: 'live' }
  | { name: 'opening' }
  | { name: 'cropping'; picture: ImageBitmap }

/** One picture: taken or chosen, put straight, and kept on the device until the declaration is sent. */
export function PicturePage({ kind, form, steps, drafts }: PicturePageProps) {
  const { db } = useApp()
  const [stage, setStage] = useState<Stage>({ name: 'choosing' })
  const held = useRef<ImageBitmap | undefined>(undefined)
  const hold = (picture: ImageBitmap | undefined) => {
    held.current?.close()
    held.current = picture
  }
  useEffect(() => () => hold(undefined), [])
  const saved = drafts.urls[kind]
  const isPassport = form.values.identityKind === 'passport'
  const aspect = kind === 'portrait' ? 3 / 4 : isPassport ? 125 / 88 : 85.6 / 54

  const open = async (file: Blob) => {
    setStage({ name: 'opening' })
    const opened = await openPicture(file)
    if (!opened.ok) return setStage({ name: 'choosing', validationError: opened.error })
    hold(opened.value)
    setStage({ name: 'cropping', picture: opened.value })
  }
  const keep = async (jpeg: Uint8Array<ArrayBuffer>) => {
    try {
      await drafts.save(kind, jpeg)
      hold(undefined)
      setStage({ name: 'choosing' })
    } catch (cause) {
      setStage({ name: 'choosing', error: errorCodeOf(cause) })
    }
  }
  const choose = () => {
    hold(undefined)
    setStage({ name: 'choosing' })
  }

  const title = tRegistration(`picture.${kind}`)
  const isChoosing = stage.name === 'choosing'
  return (
    <StepPage
      page={kind}
      title={title}
      steps={steps}
      action={isChoosing && saved ? tRegistration(steps.returns ? 'action.done' : 'action.next') : undefined}
      onSubmit={steps.next}
      after={() =>
        isChoosing &&
        !saved && (
          <button type="button" class="link" onClick={steps.next}>
            {tRegistration('picture.later')}
          </button>
        )
      }
    >
      {() => (
        <>
          {isChoosing && (
            <>
              <p>
                {tRegistration(
                  isPassport && kind !== 'portrait' ? `picture.${kind}Passport` : `picture.${kind}Help`,
                )}
              </p>
              {saved && (
                <img class={`picture-saved ${kind}`} src={saved} alt={tRegistration('picture.saved')} />
              )}
              {stage.validationError && (
                <p class="error" role="alert">
                  {tRegistration(`pictureError.${stage.validationError}`)}
                </p>
              )}
              {stage.error && <ErrorText code={stage.error} />}
              {!db && <ErrorText code="storage_unavailable" />}
              <PictureSources
                isAgain={saved !== undefined}
                facing={kind === 'portrait' ? 'user' : 'environment'}
                onFile={(file) => void open(file)}
                onLive={() => setStage({ name: 'live' })}
              />
              <p class="small">{tRegistration('picture.private')}</p>
            </>
          )}
          {stage.name === 'live' && (
            <LivePhoto
              facing={kind === 'portrait' ? 'user' : 'environment'}
              aspect={aspect}
              onPhoto={(photo) => void open(photo)}
              onClose={choose}
            />
          )}
          {stage.name === 'opening' && <p role="status">{tRegistration('picture.opening')}</p>}
          {stage.name === 'cropping' && (
            <PictureEditor
              picture={stage.picture}
              aspect={aspect}
              onDone={(jpeg) => void keep(jpeg)}
              onCancel={choose}
            />
          )}
        </>
      )}
    </StepPage>
  )
}
