import { useState } from 'preact/hooks'
import type { DeclarationView } from '../../core/api/back-office-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import type { PictureKind } from '../../core/api/registration-contract.ts'
import { writePath } from '../../core/api/request.ts'
import { useKeyboardScroll } from '../../ui/browser/use-keyboard-scroll.ts'
import { Modal } from '../../ui/components/modal.tsx'
import { tOffice } from '../office-texts.ts'

type Picture = { readonly kind: PictureKind; readonly path: string }

/** The pictures of a declaration; one that is chosen is shown large. */
export function DeclarationPictures({ file }: { file: DeclarationView }) {
  const [chosen, setChosen] = useState<Picture>()
  if (file.pictures.length === 0) return <p class="small">{tOffice('file.noPictures')}</p>
  return (
    <section aria-label={tOffice('file.pictures')} class="office-pictures">
      {file.pictures.map((kind) => {
        const path = writePath(endpoints.readDeclarationPicture, { params: { id: file.id, kind } })
        return (
          <figure key={kind}>
            <button
              type="button"
              class="office-enlarge"
              aria-label={tOffice(`picture.${kind}`)}
              onClick={() => setChosen({ kind, path })}
            >
              <img src={path} alt={tOffice(`picture.${kind}`)} loading="lazy" />
            </button>
            <figcaption>{tOffice(`picture.${kind}`)}</figcaption>
          </figure>
        )
      })}
      {chosen && <LargePicture picture={chosen} onClose={() => setChosen(undefined)} />}
    </section>
  )
}

/** In the page and not in a tab of its own, which would stay open when the session has ended. */
function LargePicture({ picture: { kind, path }, onClose }: { picture: Picture; onClose: () => void }) {
  const [isActualSize, setActualSize] = useState(false)
  const region = useKeyboardScroll()
  return (
    <Modal
      class={`office-picture${isActualSize ? ' actual' : ''}`}
      labelledBy="picture-title"
      onClose={onClose}
    >
      <header>
        <h2 id="picture-title">{tOffice(`picture.${kind}`)}</h2>
        <button type="button" class="plain" onClick={() => setActualSize(!isActualSize)}>
          {tOffice(isActualSize ? 'picture.fit' : 'picture.actualSize')}
        </button>
        <button type="button" class="plain" onClick={onClose}>
          {tOffice('office.close')}
        </button>
      </header>
      <section ref={region} aria-labelledby="picture-title">
        <img src={path} alt={tOffice(`picture.${kind}`)} />
      </section>
    </Modal>
  )
}
