import { useEffect, useState } from 'preact/hooks'
import { tService } from '../../../texts/service-texts.ts'
import type { ControlProps } from './control-props.ts'

type KeptPictureProps = {
  text: string
  read: ControlProps['readFile'] extends (name: string) => infer Bytes ? () => Bytes : never
  onRemove?: () => void
}

/** A picture of the draft, opened for as long as it is on screen. */
export function KeptPicture({ text, read, onRemove }: KeptPictureProps) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let opened: string | undefined
    let isGone = false
    const open = async () => {
      const jpeg = await read()
      if (!jpeg || isGone) return
      opened = URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }))
      setUrl(opened)
    }
    void open().catch(() => {})
    return () => {
      isGone = true
      if (opened) URL.revokeObjectURL(opened)
    }
  }, [])
  return (
    <figure class="kept-picture">
      {url && <img src={url} alt={text} />}
      <figcaption>
        {text}
        {onRemove && (
          <button
            type="button"
            class="link"
            aria-label={tService('pictures.removeOf', { picture: text })}
            onClick={onRemove}
          >
            {tService('pictures.remove')}
          </button>
        )}
      </figcaption>
    </figure>
  )
}
