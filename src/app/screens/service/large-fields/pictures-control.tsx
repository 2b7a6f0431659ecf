import { useState } from 'preact/hooks'
import type { ErrorCode } from '../../../../core/api/error-codes.ts'
import { errorCodeOf } from '../../../../core/app-error.ts'
import { toHex } from '../../../../core/bytes.ts'
import { FileButton } from '../../../../ui/forms/file-button.tsx'
import { startCrop } from '../../../pictures/crop.ts'
import { cutPicture, openPicture, type PictureFileError } from '../../../pictures/prepare-picture.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tService } from '../../../texts/service-texts.ts'
import type { ControlProps } from '../fields/control-props.ts'
import { KeptPicture } from '../fields/kept-picture.tsx'
import { listIn } from '../fields/typed-answer.ts'

/** Named types make iOS hand over a JPEG of its HEIC photographs. */
const PHOTOGRAPHS = 'image/jpeg,image/png,image/webp'

type Stage = { name: 'choosing'; fileError?: PictureFileError; error?: ErrorCode } | { name: 'opening' }

/**
 * Pictures as proof: taken or chosen, made smaller and without the file's notes, kept sealed until they were
 * sent.
 */
export function PicturesControl(props: ControlProps) {
  const { field, label, hint, typed, onChange, readFile, validationError, isUrgent } = props
  const [stage, setStage] = useState<Stage>({ name: 'choosing' })
  const [, most] = field.repeat ?? [1, 1]
  const names = listIn(typed).filter((name) => typeof name === 'string')

  const add = async (file: Blob) => {
    setStage({ name: 'opening' })
    const opened = await openPicture(file)
    if (!opened.ok) return setStage({ name: 'choosing', fileError: opened.error })
    try {
      const aspect = opened.value.width / opened.value.height
      const jpeg = await cutPicture(opened.value, startCrop(opened.value, aspect), aspect)
      const name = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', jpeg)))
      if (!names.includes(name)) onChange([...names, name], { added: { [name]: jpeg } })
      setStage({ name: 'choosing' })
    } catch (cause) {
      setStage({ name: 'choosing', error: errorCodeOf(cause) })
    } finally {
      opened.value.close()
    }
  }
  return (
    <fieldset class="part">
      <legend>{label}</legend>
      <p class="small">
        {hint} {tService('pictures.limit', { number: most })}
      </p>
      {names.map((name, at) => (
        <KeptPicture
          key={name}
          text={tService('pictures.kept', { number: at + 1 })}
          read={() => readFile(name)}
          onRemove={() =>
            onChange(
              names.filter((each) => each !== name),
              { removed: [name] },
            )
          }
        />
      ))}
      {stage.name === 'opening' && <p role="status">{tRegistration('picture.opening')}</p>}
      {stage.name === 'choosing' && stage.fileError && (
        <p class="error" role="alert">
          {tRegistration(`pictureError.${stage.fileError}`)}
        </p>
      )}
      {stage.name === 'choosing' && stage.error && <ErrorText code={stage.error} />}
      {names.length < most && (
        <>
          <FileButton
            text={tService('pictures.take')}
            look="plain wide"
            accept={PHOTOGRAPHS}
            camera="environment"
            onFile={(file) => void add(file)}
          />
          <FileButton
            text={tService('pictures.choose')}
            look="plain wide"
            accept={PHOTOGRAPHS}
            onFile={(file) => void add(file)}
          />
        </>
      )}
      {isUrgent && validationError && <p class="validation-error">{validationError}</p>}
      <p class="small">{tRegistration('picture.private')}</p>
    </fieldset>
  )
}
