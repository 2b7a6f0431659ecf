import type { DeclarationView } from '../../core/api/back-office-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { writePath } from '../../core/api/request.ts'
import { tOffice } from '../office-texts.ts'
import { PictureGallery } from './picture-gallery.tsx'

/** The pictures of a declaration. */
export function DeclarationPictures({ file }: { file: DeclarationView }) {
  if (file.pictures.length === 0) return <p class="small">{tOffice('file.noPictures')}</p>
  const pictures = file.pictures.map((kind) => ({
    title: tOffice(`picture.${kind}`),
    path: writePath(endpoints.readDeclarationPicture, { params: { id: file.id, kind } }),
  }))
  return <PictureGallery pictures={pictures} />
}
