import { useState } from 'preact/hooks'
import { useKeyboardScroll } from '../../ui/browser/use-keyboard-scroll.ts'
import { Modal } from '../../ui/components/modal.tsx'
import { tOffice } from '../office-texts.ts'

export type ShownPicture = { readonly title: string; readonly path: string }

/** Pictures of a file; one that is chosen is shown large. */
export function PictureGallery({ pictures }: { pictures: readonly ShownPicture[] }) {
  const [chosen, setChosen] = useState<ShownPicture>()
  return (
    <section aria-label={tOffice('file.pictures')} class="office-pictures">
      {pictures.map((picture) => (
        <figure key={picture.path}>
          <button
            type="button"
            class="office-enlarge"
            aria-label={picture.title}
            onClick={() => setChosen(picture)}
          >
            <img src={picture.path} alt={picture.title} loading="lazy" />
          </button>
          <figcaption>{picture.title}</figcaption>
        </figure>
      ))}
      {chosen && <LargePicture picture={chosen} onClose={() => setChosen(undefined)} />}
    </section>
  )
}

/** In the page and not in a tab of its own, which would stay open when the session has ended. */
function LargePicture({ picture: { title, path }, onClose }: { picture: ShownPicture; onClose: () => void }) {
  const [isActualSize, setActualSize] = useState(false)
  const region = useKeyboardScroll()
  return (
    <Modal
      class={`office-picture${isActualSize ? ' actual' : ''}`}
      labelledBy="picture-title"
      onClose={onClose}
    >
      <header>
        <h2 id="picture-title">{title}</h2>
        <button type="button" class="plain" onClick={() => setActualSize(!isActualSize)}>
          {tOffice(isActualSize ? 'picture.fit' : 'picture.actualSize')}
        </button>
        <button type="button" class="plain" onClick={onClose}>
          {tOffice('office.close')}
        </button>
      </header>
      <section ref={region} aria-labelledby="picture-title">
        <img src={path} alt={title} />
      </section>
    </Modal>
  )
}
