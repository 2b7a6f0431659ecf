import { useEffect, useRef, useState } from 'preact/hooks'
import { type PictureKind, pictureKinds } from '../../../../core/api/registration-contract.ts'
import { AppError } from '../../../../core/app-error.ts'
import type { Bytes } from '../../../../core/bytes.ts'
import type { WalletDatabase } from '../../../../wallet/database/wallet-database.ts'
import { loadBlob, saveBlob } from '../../../../wallet/sealing/blobs.ts'
import { useApp } from '../../../app-state.ts'

const OWNER = 'draft/registration'

type Urls = Readonly<Partial<Record<PictureKind, string>>>

export type PictureDrafts = ReturnType<typeof usePictureDrafts>

/** The three pictures of the draft, sealed on the device, as addresses to be shown. `onSave` hears of each new one. */
export function usePictureDrafts(onSave: () => void) {
  const { db } = useApp()
  const [urls, setUrls] = useState<Urls>({})
  const [isLoaded, setLoaded] = useState(false)
  const shown = useRef<Urls>({})
  const show = (next: Urls) => {
    shown.current = next
    setUrls(next)
  }
  useEffect(() => {
    if (!db) return setLoaded(true)
    const load = async () => {
      const loaded: Partial<Record<PictureKind, string>> = {}
      for (const kind of pictureKinds) {
        const jpeg = await loadBlob(db, OWNER, kind).catch(() => undefined)
        if (jpeg) loaded[kind] = toUrl(jpeg)
      }
      show({ ...loaded, ...shown.current })
      setLoaded(true)
    }
    void load()
    return () => revoke(Object.values(shown.current))
  }, [db])
  return {
    urls,
    /** Whether it is known which are there. */
    isLoaded,
    have: {
      portrait: urls.portrait !== undefined,
      front: urls.front !== undefined,
      back: urls.back !== undefined,
    },
    /** Keeps a picture in place of the earlier one. @throws AppError of the database */
    save: async (kind: PictureKind, jpeg: Bytes) => {
      if (!db) throw new AppError('storage_unavailable')
      await saveBlob(db, OWNER, kind, jpeg)
      const before = shown.current[kind]
      if (before) URL.revokeObjectURL(before)
      show({ ...shown.current, [kind]: toUrl(jpeg) })
      onSave()
    },
    /** No longer shown; what is stored goes with the draft. */
    forget: () => {
      revoke(Object.values(shown.current))
      show({})
    },
  }
}

function revoke(urls: readonly string[]): void {
  for (const url of urls) URL.revokeObjectURL(url)
}

function toUrl(jpeg: Bytes): string {
  return URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }))
}

/** The pictures of the draft by name, to be sent. @throws AppError of the database, or `storage_damaged` if one is missing */
export async function readPictureDrafts(db: WalletDatabase): Promise<Record<PictureKind, Bytes>> {
  const read = async (kind: PictureKind) => {
    const jpeg = await loadBlob(db, OWNER, kind)
    if (!jpeg) throw new AppError('storage_damaged')
    return jpeg
  }
  return { portrait: await read('portrait'), front: await read('front'), back: await read('back') }
}
